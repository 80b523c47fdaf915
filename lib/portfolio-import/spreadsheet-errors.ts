import type { CsvRecord } from "./csv-records.ts";
import { type Problem, problemOf } from "./problem.ts";

const ERROR_VALUE = /^\s*#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!)/i;

/**
 * Rows whose first cell is a spreadsheet's error value. They begin like a comment line, and left unsaid a position
 * would be lost. `from` is the index of the first line after the header.
 */
export function findSpreadsheetErrors(lines: string[], from: number, records: CsvRecord[]): Problem[] {
  const continued = new Set(
    records.flatMap(({ row, lastRow }) => Array.from({ length: lastRow - row }, (_, index) => row + index + 1)),
  );
  return lines.flatMap((line, index) => {
    const row = index + 1;
    if (index < from || continued.has(row) || !ERROR_VALUE.test(line)) return [];
    return [
      problemOf("ERR_POS_003", { row, value: line.trim(), message: "The row begins with a spreadsheet's error value" }),
    ];
  });
}
