import type { PositionColumn } from "./columns.ts";
import { ERROR_CODES, type ErrorCode } from "./error-codes.ts";

/** One thing wrong with a positions file. */
export interface Problem {
  /** Physical line in the file, from 1; null when it concerns the file as a whole. */
  row: number | null;
  column: PositionColumn | null;
  symbol: string | null;
  code: ErrorCode;
  message: string;
  /** The text found there, shortened; null when there is none. */
  value: string | null;
}

const LONGEST_VALUE = 100;

const shorten = (text: string) =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE).toWellFormed()}…` : text;

/** A problem with the catalogue's message, unless `details` says it more exactly. Empty symbols and values become null. */
export function problemOf(code: ErrorCode, details: Partial<Omit<Problem, "code">> = {}): Problem {
  const { row = null, column = null, symbol, value, message = ERROR_CODES[code].message } = details;
  return { row, column, symbol: symbol ? shorten(symbol) : null, code, message, value: value ? shorten(value) : null };
}
