import { expect, test } from "vitest";
import { correctedCells, correctionsOf, type FileChange } from "./file-changes.ts";

const changes: FileChange[] = [
  { text: "a", cells: [[2, "Quantity", "10"]] },
  {
    text: "b",
    cells: [
      [2, "Quantity", "11"],
      [3, "Symbol", "KO"],
    ],
    leftOut: [5],
  },
  { text: "c", lines: [[7, "AAPL,1"]], leftOut: [5, 6] },
  { text: "d", lines: [[7, "AAPL,1,2"]] },
];

test("of two changes of one cell or line the later counts, whatever is undone between them", () => {
  expect(correctionsOf(changes)).toEqual({
    cells: [
      [2, "Quantity", "11"],
      [3, "Symbol", "KO"],
    ],
    lines: [[7, "AAPL,1,2"]],
    leftOut: [5, 6],
  });
  expect(correctionsOf(changes.slice(0, 1))).toEqual({ cells: [[2, "Quantity", "10"]] });
  expect(correctionsOf([])).toEqual({});
});

test("the corrected cells by line", () => {
  expect([...correctedCells(correctionsOf(changes))].map(([row, columns]) => [row, [...columns]])).toEqual([
    [2, ["Quantity"]],
    [3, ["Symbol"]],
  ]);
});
