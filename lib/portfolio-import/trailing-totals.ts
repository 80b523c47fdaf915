import type { CsvHeader } from "./csv-header.ts";
import type { CsvRecord } from "./csv-records.ts";

const LABEL = /^(?:(?:grand|sub|account|portfolio|positions?|overall)[\s-]*)?totals?\b/i;

/** Whether a cell says that its row sums others up. */
export function isTotalsLabel(text: string): boolean {
  return LABEL.test(text);
}

/** A row that sums the others up: labelled so, with neither an entry date nor an entry price. */
function isTotals({ cells }: CsvRecord, { positions }: CsvHeader): boolean {
  const at = (index: number | undefined) => (index === undefined ? "" : (cells[index] ?? ""));
  const labels = [at(positions.get("Symbol")), cells.find((cell) => cell !== "") ?? ""];
  const isDated = at(positions.get("Entry Date")) !== "" || at(positions.get("Entry Price Per Share")) !== "";
  return !isDated && labels.some(isTotalsLabel);
}

/** Separates the totals rows that brokers add at the end of a file from its data rows. */
export function splitTrailingTotals(
  records: CsvRecord[],
  header: CsvHeader,
): { data: CsvRecord[]; totals: CsvRecord[] } {
  const end = records.findLastIndex((record) => !isTotals(record, header)) + 1;
  return { data: records.slice(0, end), totals: records.slice(end) };
}
