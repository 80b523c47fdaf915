import { expect, test } from "vitest";
import type { PreviewRow } from "#lib/portfolio-import/row-cells.ts";
import { isOfCells, pastedCells } from "./pasted-cells.ts";
import { previewLines } from "./preview-lines.ts";

const rows = [2, 4, 5].map((row): PreviewRow => ({ row, cells: {} as PreviewRow["cells"] }));
const lines = previewLines(rows, []);
const columns = ["Symbol", "Entry Price Per Share", "Entry Date"] as const;

test("a column of a spreadsheet goes down the lines that are shown, whatever is too much stays out", () => {
  const pasted = "10\r\n $1,200.50\n30\n40\n";
  expect(pastedCells(lines, columns, { row: 4, column: "Entry Price Per Share" }, pasted)).toEqual([
    [4, "Entry Price Per Share", "10"],
    [5, "Entry Price Per Share", "$1,200.50"],
  ]);
});

test("cells beside one another go to the right, up to the last column", () => {
  expect(pastedCells(lines, columns, { row: 2, column: "Entry Price Per Share" }, "10\t2024-01-05\tmore")).toEqual([
    [2, "Entry Price Per Share", "10"],
    [2, "Entry Date", "2024-01-05"],
  ]);
});

test("one cell, with the line end that spreadsheets add, is one cell", () => {
  expect(["10\n", " 10 ", "a b"].map(isOfCells)).toEqual([false, false, false]);
  expect(["10\n20", "10\t20"].map(isOfCells)).toEqual([true, true]);
});
