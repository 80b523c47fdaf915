import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { type PriceFileProblem, priceFileProblem } from "./price-file-problem.ts";

/** A line of a price file that is neither blank nor a comment, with its physical number; cells trimmed. */
export interface PriceRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const BLANK_OR_COMMENT = /^[\uFEFF\s]*(?:#|$)/;
const QUOTED = { relax_column_count: true, trim: true } as const;

/** The cells of one line. Price files hardly ever quote, and splitting is forty times as fast as parsing. */
function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(",").map((cell) => cell.trim());
  const records: string[][] = parse(line, QUOTED);
  return (records[0] ?? []).map((cell) => cell.trim());
}

/** Reads one line; null when it is blank or a comment. */
export function priceRow(file: string, text: string, line: number): PriceRow | PriceFileProblem | null {
  if (BLANK_OR_COMMENT.test(text)) return null;
  try {
    return { line, cells: cellsOf(text.replace(/^\uFEFF/, "")) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = `The file cannot be read: a quotation mark in line ${line} is in the wrong place or never closed`;
    return priceFileProblem(file, "ERR_PRICE_001", { message });
  }
}

/** The rows of a file, the header first. A quotation mark that is not closed in its line is the file's problem. */
export function priceRows(
  file: string,
  text: string,
): { readonly rows: PriceRow[] } | { readonly problem: PriceFileProblem } {
  const rows: PriceRow[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const row = priceRow(file, line, index + 1);
    if (row && "code" in row) return { problem: row };
    if (row) rows.push(row);
  }
  if (rows.length > 0) return { rows };
  return { problem: priceFileProblem(file, "ERR_PRICE_001", { message: "The file is empty" }) };
}
