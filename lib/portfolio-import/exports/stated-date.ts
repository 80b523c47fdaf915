import type { CsvRecord } from "../csv-records.ts";
import { isBlankOrComment } from "../csv-source.ts";
import { readExportDate } from "./export-date.ts";
import { plainHeader } from "./source-fields.ts";

/** What stands before the day of a file: in its titles, in its small print, or as the last day of a statement. */
const BEFORE =
  /\b(?:as of|date downloaded|(?:downloaded|generated|exported|created) (?:at|on)|,\s*"?(?<period>period)"?\s*,)/i;
/** Small print names other days, too, in its next sentences. */
const SENTENCE_END = /(?<=[a-z]{4}|\d{4})\.\s/i;
/** Titles are above the positions, small print below them. */
const FIRST_LINES = 200;
const LAST_LINES = 60;
const LONGEST_TITLE = 400;
const DAY_COLUMN = "reportdate";

/** The day whose positions a file lists, as it says itself; null where it does not. */
export function statedDate(
  lines: readonly string[],
  { headers, records, rows }: { headers: readonly string[]; records: readonly CsvRecord[]; rows: ReadonlySet<number> },
): string | null {
  for (const [index, line] of lines.entries()) {
    const isNear = index < FIRST_LINES || index >= lines.length - LAST_LINES;
    if (!isNear || rows.has(index + 1) || line.length > LONGEST_TITLE || isBlankOrComment(line)) continue;
    const found = BEFORE.exec(line);
    if (!found) continue;
    const days = daysOf(line.slice(found.index + found[0].length).split(SENTENCE_END)[0] ?? "");
    const day = found.groups?.period ? days.at(-1) : days[0];
    if (day) return day;
  }
  return columnDay(headers, records, rows);
}

/** The days written in a text, in its order. */
function daysOf(text: string): string[] {
  const places = [...text.matchAll(/(?<![\p{L}\d/])[\p{L}\d]/gu)];
  return places.flatMap(({ index }) => readExportDate(text.slice(index)) ?? []);
}

/** The latest day of the rows, where a column says of which day they are. */
function columnDay(headers: readonly string[], records: readonly CsvRecord[], rows: ReadonlySet<number>) {
  const at = headers.findIndex((header) => plainHeader(header) === DAY_COLUMN);
  if (at < 0) return null;
  return records.reduce<string | null>((latest, { row, cells }) => {
    const day = rows.has(row) ? readExportDate(cells[at] ?? "") : null;
    return day !== null && (latest === null || day > latest) ? day : latest;
  }, null);
}
