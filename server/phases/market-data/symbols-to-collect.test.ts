import { expect, test } from "vitest";
import type { RunScope } from "#server/engine/phase.ts";
import type { PhasePorts, Position } from "../ports.ts";
import { wantedUniverse } from "./symbols-to-collect.ts";

const PORTS = {
  symbols: ["AAPL", "KO"],
  pricesFrom: "2023-05-07",
  positions: [
    { symbol: "AAPL", entryDate: "2024-01-02", investmentClass: "PUBLIC", investmentSubtype: "STOCK" },
    { symbol: "KO", entryDate: "2019-03-04", investmentClass: "PUBLIC", investmentSubtype: "STOCK" },
    { symbol: "CASH", entryDate: "2010-01-04", investmentClass: "PUBLIC", investmentSubtype: "CASH" },
  ] as Position[],
} as PhasePorts;

test("a symbol is needed from its entry where that is before the run's history, the index from the first of them", () => {
  const wanted = wantedUniverse(PORTS, { finalDate: "2025-07-15" } as RunScope);
  const from = new Map(wanted.map(({ symbol, range }) => [symbol, range.from]));
  expect([...from].filter(([, date]) => date !== PORTS.pricesFrom)).toEqual([
    ["KO", "2019-03-04"],
    ["SPY", "2019-03-04"],
  ]);
  expect(from.size).toBe(19);
});
