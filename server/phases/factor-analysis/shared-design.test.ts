import { afterEach, expect, test, vi } from "vitest";
import { ridgeDesign } from "#lib/analytics/ridge.ts";
import { totalReturns } from "#lib/analytics/total-returns.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { PriceColumn } from "#server/market/price-history.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import { createFactorModel } from "./compute.ts";

vi.mock("#lib/analytics/ridge.ts", { spy: true });
afterEach(() => vi.clearAllMocks());

const SYMBOLS = Array.from({ length: 40 }, (_, i) => `S${i}`);
const sessions = sessionsBetween("2024-01-02", "2025-03-14");
const last = sessions.length - 1;

/** Moves of its own for every symbol. */
function column(number: number): PriceColumn {
  const close = Float64Array.from(sessions, (_, i) => 100 + 8 * Math.sin(i * (0.7 + number / 13)) + (i % (3 + number)));
  return { close, splits: new Map(), dividends: new Map(), returns: totalReturns(close) };
}

test("the design of the style factors is decomposed once a date, however many symbols are fitted on it", () => {
  const columns = new Map([...REQUIRED_REGRESSORS, ...SYMBOLS].map((symbol, i) => [symbol, column(i)]));
  const model = createFactorModel({ sessions, columns });
  const dates = [last - 4, last - 3, last - 2, last - 1, last];
  for (const symbol of SYMBOLS) {
    for (const session of dates) {
      expect(model.fit(columns.get(symbol)?.returns ?? new Float64Array(), session).value).not.toBeNull();
    }
  }
  expect(ridgeDesign).toHaveBeenCalledTimes(dates.length);
});
