import { expect, test } from "vitest";
import { openSymbols, symbolCheck, type Verdicts, withAnswer, withoutUnchecked } from "./symbol-check.ts";

const lines = new Map([
  ["AAPL", [2]],
  ["TSLAA", [3, 7]],
  ["MSFT", [4]],
]);
const none: Verdicts = new Map();
const tesla = { symbol: "TSLA", name: "Tesla, Inc.", exchange: "NASDAQ" };
const answer = { unknown: [{ symbol: "TSLAA", suggestions: [tesla] }], unchecked: ["MSFT"] };
const told = withAnswer(none, "yahoo", [...lines.keys()], answer);

test("before an answer all symbols are being checked", () => {
  expect(openSymbols(lines, "yahoo", none)).toEqual(["AAPL", "TSLAA", "MSFT"]);
  expect(symbolCheck(lines, "yahoo", none)).toEqual({ total: 3, open: 3, unknown: [], unchecked: [] });
});

test("an answer names what is unknown with its lines, and what could not be told", () => {
  expect(openSymbols(lines, "yahoo", told)).toEqual([]);
  expect(symbolCheck(lines, "yahoo", told)).toEqual({
    ...{ total: 3, open: 0, unchecked: ["MSFT"] },
    unknown: [{ symbol: "TSLAA", rows: [3, 7], suggestions: [tesla] }],
  });
});

test("another source is asked about everything, another symbol about itself only", () => {
  expect(openSymbols(lines, "fmp", told)).toHaveLength(3);
  const mended = new Map([
    ["AAPL", [2]],
    ["TSLA", [3, 7]],
    ["MSFT", [4]],
  ]);
  expect(openSymbols(mended, "yahoo", told)).toEqual(["TSLA"]);
});

test("what could not be told is asked again, the rest is not", () => {
  expect(openSymbols(lines, "yahoo", withoutUnchecked(told))).toEqual(["MSFT"]);
});
