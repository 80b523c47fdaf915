import type { CsvRecord, Delimiter } from "./csv-records.ts";
import type { FieldPlaces } from "./exports/export-row.ts";
import type { SourceField } from "./exports/source-fields.ts";

/** What stands before the decimals: a point, as in 1,234.50, or a comma, as in 1.234,50. */
export const DECIMAL_MARKS = [".", ","] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** How a file writes its decimals. */
export interface FileDecimals {
  /** Null where its columns differ, or where nothing in it tells. */
  readonly mark: DecimalMark | null;
  /** Whether a person may say otherwise: files of commas and points alone leave nothing to ask. */
  readonly isOffered: boolean;
  /** Of each column that is read by itself. */
  readonly marks: Readonly<Partial<Record<SourceField, DecimalMark>>>;
}

/** A number that could be two. */
export interface UnclearAmount {
  readonly row: number;
  readonly field: SourceField;
  readonly text: string;
}

export interface ReadAmounts {
  /** The records with their amounts written with decimal points. */
  readonly records: CsvRecord[];
  readonly decimals: FileDecimals;
  readonly unclear: readonly UnclearAmount[];
}

const AMOUNTS: readonly SourceField[] = [
  ...(["Quantity", "Entry Price Per Share", "Strike Price", "Exit Price Per Share"] as const),
  ...(["Total Cost", "Market Value", "Last Price"] as const),
];

const LONGEST_AMOUNT = 64;

/** 1,234 and 1.234 are a thousand to one reader and one to the other. */
const EITHER = /^[1-9]\d{0,2}[.,]\d{3}$/;
const FORMS: Readonly<Record<DecimalMark, RegExp>> = {
  ".": /^(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d*)?$|^\.\d+$/,
  ",": /^(?:[1-9]\d{0,2}(?:[.\s]\d{3})+|\d+)(?:,\d*)?$|^,\d+$/,
};

/**
 * Finds out how the amounts of a file are written, and writes them with decimal points. A file of semicolons or tabs
 * may have decimal commas: each column is read by what in it can be read in one way only, else as the rest of the file.
 * Where nothing tells, a number that could be two is no number before a person has said which.
 */
export function readAmounts(
  records: CsvRecord[],
  { places, delimiter, said }: { places: FieldPlaces; delimiter: Delimiter; said: DecimalMark | null },
): ReadAmounts {
  const columns = AMOUNTS.flatMap((field) => {
    const at = places.get(field);
    return at === undefined ? [] : [{ field, at, told: toldBy(records, at) }];
  });
  const told = new Set(columns.flatMap((column) => [...column.told]));
  if (said === null && delimiter === ",")
    return { records, decimals: { mark: ".", isOffered: told.has(","), marks: {} }, unclear: [] };
  // Cells copied from a spreadsheet come with tabs, and most often from one that groups by commas.
  const [only = delimiter === "\t" ? "." : null] = told.size === 1 ? told : [];
  const ofFile = said ?? (told.size > 1 ? null : only);
  const marks = columns.map(({ told: own, ...column }) => {
    const [mark = null] = own.size === 1 ? own : [];
    return { ...column, mark: said ?? (own.size > 1 ? null : (mark ?? ofFile)) };
  });
  const unclear: UnclearAmount[] = [];
  const read = records.map((record) => {
    let { cells } = record;
    for (const { field, at, mark } of marks) {
      const text = cells[at] ?? "";
      const plain = withPoint(text, mark);
      if (plain === null) unclear.push({ row: record.row, field, text });
      else if (plain !== text) cells = cells.with(at, plain);
    }
    return cells === record.cells ? record : { ...record, cells };
  });
  const ofColumns = Object.fromEntries(marks.flatMap(({ field, mark }) => (mark === null ? [] : [[field, mark]])));
  return { records: read, decimals: { mark: ofFile, isOffered: true, marks: ofColumns }, unclear };
}

/**
 * An amount that a person writes into a column of the file, with a decimal point: read by the column's own mark where it
 * can be, else as it can be. Any other text stays as it is.
 */
export function amountAsRead(text: string, { mark, marks }: FileDecimals, column: SourceField): string {
  if (!AMOUNTS.includes(column)) return text;
  const own = marks[column] ?? mark;
  if (own !== null) return withPoint(text, own) ?? text;
  return FORMS["."].test(digitsOf(text) ?? "") ? text : (withPoint(text, ",") ?? text);
}

/** Whether an amount that a person writes could be two, since nothing in the file or its column tells which. */
export function couldBeTwo(text: string, { mark, marks }: FileDecimals, column: SourceField): boolean {
  return AMOUNTS.includes(column) && (marks[column] ?? mark) === null && EITHER.test(digitsOf(text) ?? "");
}

/** An amount with a decimal point as the column of the file would have it. */
export function amountAsWritten(text: string, { mark, marks }: FileDecimals, column: SourceField): string {
  const isOfCommas = AMOUNTS.includes(column) && (marks[column] ?? mark) === ",";
  return isOfCommas && digitsOf(text) !== null && !text.includes(",") ? text.replace(".", ",") : text;
}

/** The digits and separators of an amount; null for a text that is none. */
function digitsOf(text: string): string | null {
  if (text.length > LONGEST_AMOUNT) return null;
  return /^[-+\u2212($\s]*(\d(?:[\d.,\s]*[\d.,])?|[.,]\d+)[)$\s]*$/.exec(text)?.[1] ?? null;
}

/** The marks that the cells of a column tell by numbers that can be read in one way only. */
function toldBy(records: readonly CsvRecord[], at: number): ReadonlySet<DecimalMark> {
  const told = new Set<DecimalMark>();
  for (const { cells } of records) {
    const digits = digitsOf(cells[at] ?? "");
    if (digits === null || !/[.,]/.test(digits) || EITHER.test(digits)) continue;
    const fits = DECIMAL_MARKS.filter((mark) => FORMS[mark].test(digits));
    const [mark] = fits;
    if (mark !== undefined && fits.length === 1) told.add(mark);
  }
  return told;
}

/** An amount with a decimal point; null where it could be another number. What is no amount stays as it is. */
function withPoint(text: string, mark: DecimalMark | null): string | null {
  if (mark === ".") return text;
  const digits = digitsOf(text);
  if (digits === null || !/[.,\s]/.test(digits)) return text;
  if (mark === null || !FORMS[mark].test(digits)) return null;
  return text.replace(digits, digits.replace(/[.\s]/g, "").replace(",", "."));
}
