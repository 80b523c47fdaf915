import { expect, test } from "vitest";
import { sampleSearch } from "./sample-search.ts";

const found = (query: string) => sampleSearch(query).map(({ symbol }) => symbol);

test("the ticker itself first, then tickers and names that begin so, then any part of a name", () => {
  expect(found("t").slice(0, 3)).toEqual(["T", "TGT", "TLT"]);
  expect(found("gold")).toEqual(["GLD", "GS"]);
  expect(found("apple")).toEqual(["AAPL"]);
  expect(found("equinix")[0]).toBe("EQIX");
});

test("upper or lower case, spaces around, a dash for the dot of a class share", () => {
  expect(found("  brk-b ")).toEqual(["BRK.B"]);
  expect(found("SALESFORCE")).toEqual(["CRM"]);
});

test("a renamed company is found by its old ticker, delisted, late and rarely traded ones by theirs", () => {
  expect(found("FB")).toEqual(["META"]);
  expect(["HZNP", "FIG", "QHBC"].map((symbol) => found(symbol)[0])).toEqual(["HZNP", "FIG", "QHBC"]);
});

test("says what each is, and no more than ten", () => {
  expect(sampleSearch("VTSAX")).toEqual([
    { symbol: "VTSAX", name: "Vanguard Total Stock Market Index Fund", exchange: "NASDAQ", kind: "fund" },
  ]);
  expect(found("a")).toHaveLength(10);
  expect(found(" ")).toEqual([]);
  expect(found("no such company")).toEqual([]);
});
