import { expect, test } from "vitest";
import { priceRows } from "./price-rows.ts";

const cells = (...lines: string[]) => {
  const read = priceRows("a.csv", lines.join("\n"));
  return "rows" in read ? read.rows.map((row) => [row.line, ...row.cells]) : read.problem.message;
};

test("a row is a line: blank ones, comments, a byte order mark and line ends of any kind are no part of it", () => {
  expect(cells("\uFEFF# from a broker\r", "", "Date, KO ,", " 2025-01-02 ,1\r2025-01-03,2")).toEqual([
    [3, "Date", "KO", ""],
    [4, "2025-01-02", "1"],
    [5, "2025-01-03", "2"],
  ]);
});

test("cells may be quoted, with commas and doubled quotation marks in them", () => {
  expect(cells('"Date", "S ""&"" P, all" ,KO,""', '"2025-01-02",1,"2",')).toEqual([
    [1, "Date", 'S "&" P, all', "KO", ""],
    [2, "2025-01-02", "1", "2", ""],
  ]);
});

test.each([['a,"b'], ['a"b,c'], ['"a"b,c'], ['a,"b""']])("a quotation mark out of place is named: %s", (line) => {
  expect(cells("Date,KO", line)).toBe(
    "The file cannot be read: a quotation mark in line 2 is in the wrong place or never closed",
  );
});
