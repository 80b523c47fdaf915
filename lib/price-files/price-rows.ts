import { type PriceFileProblem, priceFileProblem } from "./price-file-problem.ts";
import { MAX_ROWS } from "./upload-limits.ts";

/** A line of a price file that is neither blank nor a comment, with its physical number; cells trimmed. */
export interface PriceRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const BLANK_OR_COMMENT = /^[\uFEFF\s]*(?:#|$)/;

/**
 * The cells of one line; null where its quotation marks are not paired around cells. A cell of a price file never goes
 * over lines, so each line stands alone, and splitting it is many times as fast as a parser that must look for more.
 */
function cellsOf(line: string): string[] | null {
  if (!line.includes('"')) return line.split(",").map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const quote = openingQuote(line, at);
    const close = quote < 0 ? at : closingQuote(line, quote);
    if (close < 0) return null;
    const comma = line.indexOf(",", close);
    const end = comma < 0 ? line.length : comma;
    const beside = line.slice(quote < 0 ? at : close + 1, end);
    if (beside.includes('"') || (quote >= 0 && beside.trim() !== "")) return null;
    cells.push((quote < 0 ? beside : line.slice(quote + 1, close).replaceAll('""', '"')).trim());
    at = end + 1;
  }
  return cells;
}

/** Where the cell that begins at `at` is opened by a quotation mark; −1 where it is not. */
function openingQuote(line: string, at: number): number {
  let first = at;
  while (line[first] === " " || line[first] === "\t") first += 1;
  return line[first] === '"' ? first : -1;
}

/** The quotation mark that closes a cell, a doubled one being part of it; −1 where there is none. */
function closingQuote(line: string, opening: number): number {
  let close = line.indexOf('"', opening + 1);
  while (close >= 0 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
  return close;
}

/** Reads one line; null when it is blank or a comment. */
export function priceRow(file: string, text: string, line: number): PriceRow | PriceFileProblem | null {
  if (BLANK_OR_COMMENT.test(text)) return null;
  const cells = cellsOf(text.replace(/^\uFEFF/, ""));
  if (cells) return { line, cells };
  const message = `The file cannot be read: a quotation mark in line ${line} is in the wrong place or never closed`;
  return priceFileProblem(file, "ERR_PRICE_001", { message });
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
    if (rows.length > MAX_ROWS) return { problem: priceFileProblem(file, "ERR_PRICE_015") };
  }
  if (rows.length > 0) return { rows };
  return { problem: priceFileProblem(file, "ERR_PRICE_001", { message: "The file is empty" }) };
}
