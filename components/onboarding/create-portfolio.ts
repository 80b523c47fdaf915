import * as z from "zod/mini";
import { type ApiProblemDetail, apiRequest } from "#lib/api-request.ts";
import type { ColumnMapping } from "#lib/portfolio-import/column-mapping.ts";
import { COLUMNS } from "#lib/portfolio-import/columns.ts";
import type { Corrections } from "#lib/portfolio-import/corrections.ts";
import type { DecimalMark } from "#lib/portfolio-import/decimal-marks.ts";
import { ERROR_CODES, type ErrorCode } from "#lib/portfolio-import/error-codes.ts";
import type { PortfolioFields } from "#lib/portfolio-import/portfolio-fields.ts";
import { type Problem, problemOf } from "#lib/portfolio-import/problem.ts";
import { type PriceErrorCode, type PriceFileProblem, priceFileProblem } from "#lib/price-files/price-file-problem.ts";
import type { PickedFile } from "./picked-file.ts";

/** What to import: the form's fields with a file or the id of a sample portfolio. */
export interface NewPortfolio {
  readonly fields: PortfolioFields;
  readonly source: { readonly file: Blob; readonly fileName: string } | { readonly sample: string };
  /** How the file is to be read. */
  readonly reading?: FileReading;
  /** The same positions are wanted once more, as another account. */
  readonly importAgain?: boolean;
  /** Where the price source is made of them. */
  readonly prices?: readonly PickedFile[];
  /** A repeated request with the same key makes nothing a second time. */
  readonly idempotencyKey: string;
}

/** What is said of a file beside its content, so that the server reads of it what the preview shows. */
export interface FileReading {
  readonly acceptDuplicates: boolean;
  readonly quantityBasis: "as traded" | "as of today";
  /** YYYY-MM-DD, the day in whose shares quantities are; null where they are as traded. */
  readonly quantityAsOf: string | null;
  /** Null for the file's own. */
  readonly mapping: ColumnMapping | null;
  /** Null for what the file itself tells. */
  readonly decimalMark: DecimalMark | null;
  readonly corrections: Corrections;
}

/** The portfolio that has the same positions of a file. */
export interface EarlierImport {
  readonly id: string;
  readonly accountName: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export type FieldProblems = Partial<Record<keyof PortfolioFields, string>>;

/** Why nothing was made. What concerns a field or a file stands there, and `message` is for everything else. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly fields: FieldProblems;
  readonly file: readonly Problem[];
  readonly prices: readonly PriceFileProblem[];
  /** What was imported before; null where that is not why. */
  readonly earlier: EarlierImport | null;
}

export type Creation = { readonly runId: string } | { readonly refusal: Refusal };

const created = z.object({ run: z.object({ id: z.string() }) });

/** Sends a portfolio to be stored and its run started. */
export async function createPortfolio(wanted: NewPortfolio): Promise<Creation> {
  const answer = await apiRequest("/api/v1/portfolios", {
    method: "POST",
    headers: { "idempotency-key": wanted.idempotencyKey },
    body: formOf(wanted),
  });
  if (!("problem" in answer)) return { runId: created.parse(answer.body).run.id };
  const { code, detail, fix, errors, portfolio } = answer.problem;
  const earlier = code === "ERR_PORT_016" ? (portfolio ?? null) : null;
  const placed = { fields: fieldProblems(errors), file: fileProblems(errors), prices: priceProblems(errors) };
  return { refusal: { code, message: `${detail}. ${fix}`, ...placed, earlier } };
}

function formOf({ fields, source, reading, importAgain, prices = [] }: NewPortfolio): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.set(name, value);
  if ("sample" in source) form.set("sample", source.sample);
  else form.set("file", source.file, source.fileName);
  if (reading) addReading(form, reading);
  if (importAgain) form.set("importAgain", "true");
  for (const { name, bytes } of prices) form.append("prices", new Blob([bytes], { type: "text/csv" }), name);
  return form;
}

function addReading(
  form: FormData,
  { acceptDuplicates, quantityBasis, quantityAsOf, mapping, decimalMark, corrections }: FileReading,
): void {
  form.set("quantityBasis", quantityBasis);
  if (acceptDuplicates) form.set("acceptDuplicates", "true");
  if (quantityAsOf) form.set("quantityAsOf", quantityAsOf);
  if (decimalMark) form.set("decimalMark", decimalMark);
  if (mapping) form.set("mapping", JSON.stringify(mapping));
  if (Object.keys(corrections).length > 0) form.set("corrections", JSON.stringify(corrections));
}

/** A code's fix in words; empty for codes of a newer server. */
export function fixOf(code: string): string {
  return isErrorCode(code) ? ERROR_CODES[code].fix : "";
}

/** The problems of the form's fields, each with its fix. */
export function fieldProblems(errors: readonly Pick<ApiProblemDetail, "code" | "message" | "field">[]): FieldProblems {
  const problems: Record<string, string> = {};
  for (const { field, message, code } of errors) {
    if (field && field !== "file" && field !== "prices") problems[field] ??= `${message}. ${fixOf(code)}`.trim();
  }
  return problems;
}

function fileProblems(errors: readonly ApiProblemDetail[]): Problem[] {
  return errors.flatMap(({ field, code, row = null, column, symbol = null, value = null, message }) => {
    if (field !== undefined || !isErrorCode(code)) return [];
    const known = COLUMNS.find((name) => name === column) ?? null;
    return [problemOf(code, { row, column: known, symbol, value, message })];
  });
}

/** The problems of the price files, each at its file. */
export function priceProblems(errors: readonly ApiProblemDetail[]): PriceFileProblem[] {
  return errors.flatMap(
    ({ field, code, file = null, row = null, column = null, symbol = null, value = null, message }) =>
      field === "prices" && isPriceCode(code)
        ? [priceFileProblem(file, code, { row, column, symbol, value, message })]
        : [],
  );
}

function isPriceCode(code: string): code is PriceErrorCode {
  return code.startsWith("ERR_PRICE_") && isErrorCode(code);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}
