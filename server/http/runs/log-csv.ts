import { neutralizeFormula } from "#lib/portfolio-import/formula-cell.ts";
import type { LogLine } from "#lib/run/state.ts";

const HEADER = ["Seq", "Time", "Level", "Phase", "Logger", "Code", "Symbol", "Date", "Position", "Message", "Count"];

/** The entries as a table: a header and a line each (RFC 4180). No cell is one that a spreadsheet would run. */
export async function* logFileCsv(entries: Iterable<LogLine> | AsyncIterable<LogLine>): AsyncGenerator<string> {
  yield row(HEADER);
  for await (const { seq, at, level, phase, logger, code, subject, message, count } of entries) {
    const about = [code, subject?.symbol, subject?.date, subject?.position].map((value) => value ?? "");
    yield row([String(seq), at, level, phase ?? "", logger, ...about, message, String(count)]);
  }
}

function row(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(neutralizeFormula(cell))).join(",")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
