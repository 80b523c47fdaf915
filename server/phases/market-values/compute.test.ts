import { describe, expect, test } from "vitest";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { ledgerOf } from "../account-ledger.ts";
import { DEFAULT_ASSUMPTIONS } from "../assumptions.ts";
import type { Position } from "../ports.ts";
import { coverageOf, liveRows, valueRows } from "./compute.ts";

const sessions = sessionsBetween("2024-12-20", "2025-01-31");
const dates = sessions.filter((session) => session >= "2025-01-02");
const FLAT = new Float64Array(sessions.length).fill(110);

function position(id: string, change: Partial<Position> = {}): Position {
  return {
    id,
    symbol: id,
    quantity: 10,
    entryPrice: 100,
    entryDate: "2025-01-02",
    investmentClass: "PUBLIC",
    investmentSubtype: "STOCK",
    underlyingSymbol: null,
    strikePrice: null,
    expirationDate: null,
    optionType: null,
    quantityAsOf: null,
    exitDate: null,
    exitPrice: null,
    valuations: [],
    ...change,
  };
}

const POSITIONS = [
  position("HELD"),
  position("SOLD", { exitDate: "2025-01-10", exitPrice: 120 }),
  position("LATER", { entryDate: "2025-03-03" }),
  position("DARK"),
  position("SPAXX", { investmentSubtype: "CASH", quantity: 500, entryPrice: 1 }),
  position("FUND", { investmentClass: "PRIVATE", investmentSubtype: "HEDGE_FUND" }),
];

const put = (underlyingSymbol: string) =>
  position(`PUT ${underlyingSymbol}`, {
    ...{ investmentClass: "OPTIONS", investmentSubtype: "PUT", optionType: "PUT", underlyingSymbol },
    ...{ quantity: -1, entryPrice: 6, strikePrice: 110, expirationDate: "2025-06-20" },
  });

function account(positions: readonly Position[] = POSITIONS) {
  const column = {
    close: FLAT,
    returns: FLAT,
    splits: new Map(),
    dividends: new Map(),
  };
  const columns = new Map(["HELD", "SOLD", "LATER"].map((symbol) => [symbol, column]));
  return ledgerOf({ sessions, columns }, "2025-01-02", {
    positions,
    ...{ openingEquity: 10_000, flows: [], assumptions: DEFAULT_ASSUMPTIONS },
  });
}

const rowsOn = (date: string, positions?: readonly Position[]) =>
  new Map(valueRows(account(positions), "p", [date]).map((row) => [row.positionId, row]));

describe("valueRows", () => {
  test("weight is signed, of equity; cash has none; a private position stays at its entry price", () => {
    const rows = rowsOn("2025-01-03");
    expect(rows.get("HELD")).toMatchObject({
      price: 110,
      priceDate: "2025-01-03",
      marketValue: 1100,
      unrealizedPnl: 100,
    });
    expect(rows.get("HELD")?.weight).toBeCloseTo(1100 / 10_200, 12);
    expect(rows.get("SPAXX")).toMatchObject({ price: 1, priceDate: null, marketValue: 500, weight: null });
    expect(rows.get("FUND")).toMatchObject({ price: 100, priceDate: null, marketValue: 1000, unrealizedPnl: 0 });
  });

  test("a position has its last row on its exit: nothing left, the gain realized", () => {
    expect(rowsOn("2025-01-10").get("SOLD")).toMatchObject({ price: 120, marketValue: 0, realizedPnl: 200, weight: 0 });
    expect(rowsOn("2025-01-13").has("SOLD")).toBe(false);
  });

  test("an option has its greeks, and its weight by delta; without a price of its underlying neither, and says why", () => {
    const rows = rowsOn("2025-01-03", [put("HELD"), put("DARK")]);
    const { delta, exposure, weight, ...row } = rows.get("PUT HELD")!;
    expect(row).toMatchObject({
      priceOrigin: "model",
      priceDate: "2025-01-03",
      priceNote: null,
      rho: expect.any(Number),
    });
    expect(delta).toBeLessThan(-0.3);
    expect(exposure).toBeCloseTo(-100 * 110 * Number(delta), 9);
    // Two puts sold for 600 each; the dark one still stands at that.
    const equity = 10_000 + 1200 - 600 + Number(row.marketValue);
    expect(weight).toBeCloseTo(Number(exposure) / equity, 12);
    expect(rows.get("PUT DARK")).toMatchObject({
      ...{ priceOrigin: "carried", delta: null, exposure: null, weight: null, marketValue: -600 },
      priceNote: "neither a quote nor a price of the underlying within 7 days",
    });
  });

  test("a position without any price has none, and is worth its entry", () => {
    expect(rowsOn("2025-01-03").get("DARK")).toMatchObject({ price: null, priceDate: null, marketValue: 1000 });
  });
});

test("coverage counts the positions held within the dates and names those without a price", () => {
  expect(coverageOf(account(), dates)).toEqual({ held: 5, missing: ["DARK"], gaps: [] });
  expect(
    coverageOf(
      account(),
      dates.filter((date) => date > "2025-01-10"),
    ),
  ).toEqual({ held: 4, missing: ["DARK"], gaps: [] });
});

test("live rows: worth nothing once sold, unknown before the entry", () => {
  const live = new Map(liveRows(account()).map((row) => [row.id, row]));
  expect(live.get("HELD")).toMatchObject({ marketValue: 1100, priceDate: "2025-01-31" });
  expect(live.get("SOLD")).toMatchObject({ marketValue: 0, unrealizedPnl: 0, realizedPnl: 200 });
  expect(live.get("LATER")).toMatchObject({ marketValue: null, price: null });
});
