import fc from "fast-check";
import { expect, test } from "vitest";
import { formatOccSymbol, readOccSymbol, rootOf } from "./occ-symbol.ts";

test("reads padded and unpadded alike, and keeps the strike's thousandths", () => {
  const contract = { root: "F", expiration: "2026-01-16", type: "PUT", strike: "12.345" };
  expect(readOccSymbol("F     260116P00012345")).toEqual(contract);
  expect(readOccSymbol("F260116P00012345")).toEqual(contract);
});

test("refuses a zero strike, an impossible date and other lengths", () => {
  expect(
    ["F260116P00000000", "F260230P00012345", "F260116P0012345", "TOOLONG260116P00012345"].map(readOccSymbol),
  ).toEqual([null, null, null, null]);
});

test("whatever contract is written is read back", () => {
  const contracts = fc.record({
    root: fc.stringMatching(/^[A-Z][A-Z0-9]{0,5}$/),
    expiration: fc
      .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    type: fc.constantFrom("CALL" as const, "PUT" as const),
    strike: fc.integer({ min: 1, max: 99_999_999 }).map((thousandths) => String(thousandths / 1000)),
  });
  fc.assert(
    fc.property(contracts, (contract) => {
      expect(readOccSymbol(formatOccSymbol(contract))).toEqual(contract);
    }),
  );
});

test("the root of an underlying drops what a ticker has beside letters and digits", () => {
  expect(["BRK.B", "BRK-B", "SPY", "3M", "ABCDEFG", ""].map(rootOf)).toEqual(["BRKB", "BRKB", "SPY", "", "", ""]);
});
