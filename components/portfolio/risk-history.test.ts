import { expect, test } from "vitest";
import { readRiskHistory, riskPoints } from "./risk-history.ts";

const history = readRiskHistory({
  dates: ["2025-07-01", "2025-07-02", "2025-07-03"],
  volatility21d: [null, 0.1, 0.2],
  volatility63d: [null, null, 0.3],
  historicalVar95: [null, null, null],
  historicalEs95: [null, null, null],
});

test("two lines begin with the first date on which one of them is known", () => {
  expect(riskPoints(history, "volatility63d", "volatility21d")).toEqual([
    { date: "2025-07-02", first: null, second: 0.1 },
    { date: "2025-07-03", first: 0.3, second: 0.2 },
  ]);
});

test("lines of which nothing is known have no points", () => {
  expect(riskPoints(history, "historicalVar95", "historicalEs95")).toEqual([]);
});
