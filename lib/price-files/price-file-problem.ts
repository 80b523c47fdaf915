import { counted } from "#lib/counted.ts";
import { ERROR_CODES, type ErrorCode } from "#lib/portfolio-import/error-codes.ts";

export type PriceErrorCode = Extract<ErrorCode, `ERR_PRICE_${string}`>;

/** One thing for which a price file, or all of them together, cannot be used. */
export interface PriceFileProblem {
  /** Its name; null when it concerns the files together. */
  readonly file: string | null;
  /** Physical line in the file, from 1; null when it concerns the file as a whole. */
  readonly row: number | null;
  readonly column: string | null;
  readonly symbol: string | null;
  readonly code: PriceErrorCode;
  readonly message: string;
  /** The text found there, shortened; null when there is none. */
  readonly value: string | null;
}

const LONGEST_VALUE = 100;
const MOST_NAMED = 100;
const THE_FILE = "The file ";

const shorten = (text: string) =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE).toWellFormed()}…` : text;

/** A problem with the catalogue's message, unless `details` says it more exactly. */
export function priceFileProblem(
  file: string | null,
  code: PriceErrorCode,
  details: Partial<Omit<PriceFileProblem, "file" | "code">> = {},
): PriceFileProblem {
  const { row = null, column = null, symbol = null, value, message = ERROR_CODES[code].message } = details;
  const shown = {
    column: column && shorten(column),
    symbol: symbol && shorten(symbol),
    value: value ? shorten(value) : null,
  };
  return { file, row, code, message, ...shown };
}

/** The first hundred problems of a file; one more says how many others there are. */
export function namedProblems(problems: readonly PriceFileProblem[]): PriceFileProblem[] {
  const [next] = problems.slice(MOST_NAMED);
  if (!next) return [...problems];
  const more = problems.length - MOST_NAMED;
  const message = `The file has ${counted(more, "more problem")}`;
  return [...problems.slice(0, MOST_NAMED), priceFileProblem(next.file, next.code, { message })];
}

/** A problem as one says it: `closes.csv has no Date column`, `actions.csv, line 3, column kind "merger": …`. */
export function priceProblemText({ file, row, column, value, message }: PriceFileProblem): string {
  if (file !== null && row === null && message.startsWith(THE_FILE)) return `${file} ${message.slice(THE_FILE.length)}`;
  const place = [file, row && `line ${row}`, column && `column ${column}`].filter(Boolean).join(", ");
  return `${place}${value === null ? "" : ` "${value}"`}: ${message}`;
}
