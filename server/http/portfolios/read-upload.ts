import type * as z from "zod/mini";
import { columnMappingSchema } from "#lib/portfolio-import/column-mapping.ts";
import { correctionsSchema } from "#lib/portfolio-import/corrections.ts";
import type { DecimalMark } from "#lib/portfolio-import/decimal-marks.ts";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import {
  type PortfolioDetails,
  type PortfolioFields,
  validatePortfolioFields,
} from "#lib/portfolio-import/portfolio-fields.ts";
import { findSamplePortfolio } from "#lib/portfolio-import/sample-portfolios.ts";
import type { SamplePortfolio } from "#lib/portfolio-import/samples/sample-portfolio.ts";
import type { SkippedRow } from "#lib/portfolio-import/skipped-row.ts";
import type { CheckedPriceFile } from "#lib/price-files/check-price-files.ts";
import { ERROR_TEXTS } from "../error-texts.ts";
import { HttpProblem, type ProblemDetail } from "../problem.ts";
import { parsePositionsAside } from "./parse-positions-aside.ts";
import { filesOf, type PricesPart, priceProblemDetails, readPriceFiles } from "./price-files-part.ts";

/** The form as it arrives: its fields, a file or the id of a sample portfolio, and price files. */
export interface UploadForm extends Partial<Record<keyof PortfolioFields, string | undefined>> {
  file?: File | string | undefined;
  sample?: string | undefined;
  acceptDuplicates?: string | undefined;
  mapping?: string | undefined;
  corrections?: string | undefined;
  decimalMark?: DecimalMark | undefined;
  prices?: PricesPart;
}

export interface Upload {
  readonly details: PortfolioDetails;
  readonly positions: readonly ImportedPosition[];
  readonly skipped: readonly SkippedRow[];
  /** The day whose positions the file lists, as it says itself. */
  readonly statedDate: string | null;
  readonly priceFiles: readonly CheckedPriceFile[];
}

interface Rules {
  readonly today: string;
  readonly priceSources: readonly string[];
}

/** Characters of a field of JSON: what ten thousand corrected rows take. */
const MOST_JSON = 4 * 1024 * 1024;

/**
 * Reads and checks everything at once. Fields left empty take the sample portfolio's values where one is chosen.
 *
 * @throws HttpProblem naming every problem: ERR_PORT_008 when the positions have any, else the code of the first
 * field's, else ERR_PRICE_010 for those of price files.
 */
export async function readUpload(form: UploadForm, rules: Rules): Promise<Upload> {
  const sample = form.sample ? findSamplePortfolio(form.sample) : undefined;
  const offered = await filesOf(form.prices);
  const fields = validatePortfolioFields(fieldsOf(form, sample), { ...rules, priceFiles: offered.length });
  const prices = await readPriceFiles(offered);
  const mapping = readJson(form.mapping, columnMappingSchema, "ERR_CSV_009");
  const corrections = readJson(form.corrections, correctionsSchema, "ERR_CSV_010");
  const content = sample ? sample.csv : await contentOf(form.file);
  const file =
    content === null
      ? null
      : await parsePositionsAside(content, {
          today: rules.today,
          acceptDuplicates: form.acceptDuplicates === "true",
          mapping: mapping.value,
          decimalMark: form.decimalMark ?? null,
          corrections: corrections.value ?? {},
        });
  const errors: ProblemDetail[] = [
    ...fields.problems,
    ...mapping.problems,
    ...corrections.problems,
    ...(file?.problems ?? [{ field: "file", code: "ERR_PORT_007", message: ERROR_TEXTS.ERR_PORT_007.message }]),
    ...priceProblemDetails(prices.problems),
  ];
  if (fields.value === null || file === null || errors.length > 0)
    throw refusal(fields.problems[0]?.code, file, errors);
  const { positions, skipped, statedDate } = file;
  return { details: fields.value, positions, skipped, statedDate, priceFiles: prices.files };
}

/** A field of JSON; one that is not of its form is a problem of the file. */
function readJson<Value>(
  text: string | undefined,
  schema: z.ZodMiniType<Value>,
  code: "ERR_CSV_009" | "ERR_CSV_010",
): { value: Value | null; problems: ProblemDetail[] } {
  if (!text) return { value: null, problems: [] };
  const read = schema.safeParse(text.length > MOST_JSON ? undefined : jsonOf(text));
  if (read.success) return { value: read.data, problems: [] };
  return { value: null, problems: [{ code, message: ERROR_TEXTS[code].message, row: null }] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function refusal(
  fieldCode: keyof typeof ERROR_TEXTS | undefined,
  file: { problems: readonly unknown[] } | null,
  errors: readonly ProblemDetail[],
): HttpProblem {
  if (file && errors.some(({ code }) => /^ERR_(?:CSV|POS)_/.test(code)))
    return new HttpProblem("ERR_PORT_008", { errors });
  return new HttpProblem(fieldCode ?? (file === null ? "ERR_PORT_007" : "ERR_PRICE_010"), { errors });
}

async function contentOf(file: File | string | undefined): Promise<Uint8Array | null> {
  if (!(file instanceof File)) return null;
  return new Uint8Array(await file.arrayBuffer());
}

function fieldsOf(form: UploadForm, sample: SamplePortfolio | undefined): PortfolioFields {
  return {
    name: form.name || sample?.name || null,
    accountName: form.accountName || sample?.accountName || null,
    accountType: form.accountType || sample?.accountType || null,
    openingEquity: form.openingEquity || sample?.openingEquity || null,
    priceSource: form.priceSource || (sample ? "sample" : null),
    description: form.description || sample?.description || null,
    from: form.from ?? null,
    to: form.to ?? null,
  };
}
