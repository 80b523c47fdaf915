import { expect, test } from "vitest";
import type { RunScope } from "#server/engine/phase.ts";
import type { PhasePorts, Position } from "../ports.ts";
import { wantedUniverse } from "./symbols-to-collect.ts";

const held = (symbol: string, entryDate: string, change: Partial<Position> = {}) => ({
  ...{ symbol, entryDate, investmentClass: "PUBLIC", investmentSubtype: "STOCK", quantityAsOf: null },
  ...change,
});

const PORTS = {
  now: () => new Date("2025-08-04T14:00:00Z"),
  symbols: ["AAPL", "KO"],
  pricesFrom: "2023-05-07",
  positions: [
    held("AAPL", "2024-01-02"),
    held("KO", "2019-03-04"),
    held("CASH", "2010-01-04", { investmentSubtype: "CASH" }),
  ] as Position[],
} as unknown as PhasePorts;

test("a symbol is needed from its entry where that is before the run's history, the index from the first of them", () => {
  const wanted = wantedUniverse(PORTS, { finalDate: "2025-07-15" } as RunScope);
  const from = new Map(wanted.map(({ symbol, range }) => [symbol, range.from]));
  expect([...from].filter(([, date]) => date !== PORTS.pricesFrom)).toEqual([
    ["KO", "2019-03-04"],
    ["SPY", "2019-03-04"],
  ]);
  expect(from.size).toBe(19);
});

test("a symbol whose quantity is given in later shares is needed until then, as far as sessions are over", () => {
  const ports = { ...PORTS, positions: [held("KO", "2019-03-04", { quantityAsOf: "2025-08-04" })] as Position[] };
  const wanted = wantedUniverse(ports, { finalDate: "2025-07-15" } as RunScope);
  expect(wanted.filter(({ range }) => range.to !== "2025-07-15")).toEqual([
    { symbol: "KO", range: { from: "2019-03-04", to: "2025-08-01" } },
  ]);
});
