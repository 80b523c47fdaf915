import { expect, test } from "vitest";
import type { LogLine } from "#lib/run/state.ts";
import { logRows, rowIndexOf } from "./log-rows.ts";

const line = (seq: number, message: string, count = 1): LogLine => ({
  ...{ seq, at: "2025-03-14T15:00:00.000Z", level: "info", logger: "app.batch", phase: null, message, count },
});
const entries = [
  line(1, "Begun"),
  line(3, "Processing date 2025-03-14... (5/254)"),
  line(4, "Processing date 2025-03-17... (6/254)", 2),
  line(7, "Processing date 2025-03-18... (7/254)"),
  line(8, "Done"),
];
const WHOLE = { hasEarlier: false, hasLater: false };
const seqs = (opened: number[] | null) =>
  logRows(entries, opened, WHOLE).map(({ first, line: { seq } }) => [first, seq]);

test("repeats are one row: the newest, with the number of all", () => {
  expect(seqs([])).toEqual([
    [1, 1],
    [3, 7],
    [8, 8],
  ]);
  expect(logRows(entries, [], WHOLE)[1]?.repeats).toEqual({
    first: 3,
    last: 7,
    begin: "Processing date 2025-03-14... (5/254)",
    count: 4,
    isPart: false,
    isOpen: false,
  });
});

test("opened at any of their entries, each is a row, and the first can fold them again", () => {
  for (const seq of [3, 5, 7]) {
    const rows = logRows(entries, [seq], WHOLE);
    expect(rows.map((row) => row.line.seq)).toEqual([1, 3, 4, 7, 8]);
    expect(rows.map((row) => row.repeats?.isOpen)).toEqual([undefined, true, undefined, undefined, undefined]);
  }
});

test("without folding every entry is a row", () => {
  expect(seqs(null)).toEqual([1, 3, 4, 7, 8].map((seq) => [seq, seq]));
});

test("the row of an entry is the one that stands for it", () => {
  const rows = logRows(entries, [], WHOLE);
  expect([1, 3, 4, 7, 8, 9].map((seq) => rowIndexOf(rows, seq))).toEqual([0, 1, 1, 1, 2, -1]);
});

test("repeats at an edge of what is held are told as part of them, others are whole", () => {
  const repeats = entries.slice(1, 4);
  const isPart = (held: readonly LogLine[], edges: Partial<typeof WHOLE>) =>
    logRows(held, [], { ...WHOLE, ...edges }).map((row) => row.repeats?.isPart);
  expect(isPart(repeats, {})).toEqual([false]);
  expect(isPart(repeats, { hasEarlier: true })).toEqual([true]);
  expect(isPart(repeats, { hasLater: true })).toEqual([true]);
  expect(isPart(entries, { hasEarlier: true, hasLater: true })).toEqual([undefined, false, undefined]);
});
