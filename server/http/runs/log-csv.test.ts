import { expect, test } from "vitest";
import type { LogLine } from "#lib/run/state.ts";
import { logFileCsv } from "./log-csv.ts";

const entry = (message: string, change: Partial<LogLine> = {}): LogLine => ({
  ...{ seq: 7, at: "2025-03-14T15:00:00.000Z", level: "warning", logger: "app.batch", phase: "phase_1" },
  ...{ message, count: 1, ...change },
});

async function rowsOf(entries: LogLine[]): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of logFileCsv(entries)) pieces.push(piece);
  expect(pieces.every((piece) => piece.endsWith("\r\n"))).toBe(true);
  return pieces.map((piece) => piece.slice(0, -2));
}

test("[LOG4] a header, and a row an entry with what it is about", async () => {
  const subject = { symbol: "HZNP", date: "2025-03-14" };
  expect(await rowsOf([entry("HZNP: unavailable", { code: "UNAVAILABLE", subject, count: 3 })])).toEqual([
    "Seq,Time,Level,Phase,Logger,Code,Symbol,Date,Position,Message,Count",
    "7,2025-03-14T15:00:00.000Z,warning,phase_1,app.batch,UNAVAILABLE,HZNP,2025-03-14,,HZNP: unavailable,3",
  ]);
});

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["@sum(1)", "'@sum(1)"],
  ["\t=1+1", "'\t=1+1"],
  ['=1,"x"', `"'=1,""x"""`],
  ["two\nlines", '"two\nlines"'],
])("[LOG4] no message is run by a spreadsheet or breaks its row: %j", async (message, cell) => {
  const [, row] = await rowsOf([entry(message, { phase: null })]);
  expect(row).toBe(`7,2025-03-14T15:00:00.000Z,warning,,app.batch,,,,,${cell},1`);
});

test("[LOG4] neither is a symbol", async () => {
  const [, row] = await rowsOf([entry("x", { subject: { symbol: "=A1" } })]);
  expect(row).toContain(",'=A1,");
});
