import { expect, test } from "vitest";
import { asTradedAtEntry } from "./as-traded-at-entry.ts";
import type { Position } from "./ports.ts";
import { quotedContracts } from "./quoted-contracts.ts";

const CALL: Position = {
  id: "call",
  symbol: "BRKB260116C00450000",
  quantity: 4,
  entryPrice: 20,
  entryDate: "2025-06-02",
  quantityAsOf: null,
  investmentClass: "OPTIONS",
  investmentSubtype: "CALL",
  underlyingSymbol: "BRK.B",
  strikePrice: 450,
  expirationDate: "2026-01-16",
  optionType: "CALL",
  exitDate: null,
  exitPrice: null,
  valuations: [],
};
const NONE = new Map<string, number>();

test("one symbol while nothing splits, from the entry's session to the end of what is asked for", () => {
  expect(quotedContracts(CALL, NONE, "2025-09-30")).toEqual([
    { symbol: "BRKB260116C00450000", from: "2025-06-02", to: "2025-09-30" },
  ]);
  const weekend = { ...CALL, entryDate: "2025-06-07" };
  expect(quotedContracts(weekend, NONE, "2025-09-30")[0]?.from).toBe("2025-06-09");
  expect(quotedContracts(weekend, NONE, "2025-06-06")).toEqual([]);
});

test("no longer than it is held: to its exit, or the session of its expiry", () => {
  expect(quotedContracts(CALL, NONE, "2026-06-30")[0]?.to).toBe("2026-01-16");
  expect(quotedContracts({ ...CALL, exitDate: "2025-08-02" }, NONE, "2026-06-30")[0]?.to).toBe("2025-08-04");
});

test("each split divides the strike, from its session on", () => {
  const splits = new Map([
    ["2024-01-05", 5],
    ["2025-07-04", 3],
    ["2025-10-01", 0.5],
    ["2026-02-02", 4],
  ]);
  expect(quotedContracts(CALL, splits, "2026-06-30")).toEqual([
    { symbol: "BRKB260116C00450000", from: "2025-06-02", to: "2025-07-03" },
    { symbol: "BRKB260116C00150000", from: "2025-07-07", to: "2025-09-30" },
    { symbol: "BRKB260116C00300000", from: "2025-10-01", to: "2026-01-16" },
  ]);
});

test("a strike is rounded to a thousandth; one that no symbol can name has none", () => {
  const split = (ratio: number) => quotedContracts(CALL, new Map([["2025-07-07", ratio]]), "2025-12-31")[1];
  expect(split(7)?.symbol).toBe("BRKB260116C00064286");
  expect(split(0.001)).toBeUndefined();
});

test("other positions have none", () => {
  const { optionType: _, strikePrice: __, ...rest } = CALL;
  expect(quotedContracts({ ...rest, optionType: null, strikePrice: null }, NONE, "2025-12-31")).toEqual([]);
});

test("in later shares, quantity, price and strike are those of the entry, and so are the symbols", () => {
  const splits = new Map([
    ["2025-06-02", 9],
    ["2025-07-07", 3],
    ["2025-10-01", 2],
  ]);
  const broker = { ...CALL, symbol: "BRKB260116C00150000", quantity: 12, entryPrice: 5, strikePrice: 150 };
  const given = { ...broker, quantityAsOf: "2025-09-30" };
  expect(asTradedAtEntry(given, splits)).toMatchObject({ quantity: 4, entryPrice: 15, strikePrice: 450 });
  expect(asTradedAtEntry(broker, splits)).toBe(broker);
  expect(quotedContracts(given, splits, "2025-12-31").map(({ symbol }) => symbol)).toEqual([
    "BRKB260116C00450000",
    "BRKB260116C00150000",
    "BRKB260116C00075000",
  ]);
});
