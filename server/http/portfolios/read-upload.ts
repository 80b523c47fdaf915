import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import {
  type PortfolioDetails,
  type PortfolioFields,
  validatePortfolioFields,
} from "#lib/portfolio-import/portfolio-fields.ts";
import type { SkippedRow } from "#lib/portfolio-import/positions-csv.ts";
import { findSamplePortfolio } from "#lib/portfolio-import/sample-portfolios.ts";
import type { SamplePortfolio } from "#lib/portfolio-import/samples/sample-portfolio.ts";
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
  prices?: PricesPart;
}

export interface Upload {
  readonly details: PortfolioDetails;
  readonly positions: readonly ImportedPosition[];
  readonly skipped: readonly SkippedRow[];
  readonly priceFiles: readonly CheckedPriceFile[];
}

interface Rules {
  readonly today: string;
  readonly priceSources: readonly string[];
}

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
  const content = sample ? sample.csv : await contentOf(form.file);
  const file =
    content === null
      ? null
      : await parsePositionsAside(content, {
          today: rules.today,
          acceptDuplicates: form.acceptDuplicates === "true",
        });
  const errors: ProblemDetail[] = [
    ...fields.problems,
    ...(file?.problems ?? [{ field: "file", code: "ERR_PORT_007", message: ERROR_TEXTS.ERR_PORT_007.message }]),
    ...priceProblemDetails(prices.problems),
  ];
  if (fields.value === null || file === null || errors.length > 0)
    throw refusal(fields.problems[0]?.code, file, errors);
  return { details: fields.value, positions: file.positions, skipped: file.skipped, priceFiles: prices.files };
}

function refusal(
  fieldCode: keyof typeof ERROR_TEXTS | undefined,
  file: { problems: readonly unknown[] } | null,
  errors: readonly ProblemDetail[],
): HttpProblem {
  if (file && file.problems.length > 0) return new HttpProblem("ERR_PORT_008", { errors });
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
