import { z } from "zod";
import type { PriceCells } from "../session-bars.ts";
import type { FmpApi } from "./fmp-api.ts";
import type { FmpSymbol } from "./fmp-symbol.ts";

/** Prices and volume are checked cell by cell when the rows are read. */
const CELL = z.unknown().default(null);
const ROW = z.object({
  symbol: z.string(),
  date: z.iso.date(),
  open: CELL,
  high: CELL,
  low: CELL,
  close: CELL,
  volume: CELL,
});
const UNADJUSTED_ROW = z
  .object({
    symbol: z.string(),
    date: z.iso.date(),
    adjOpen: CELL,
    adjHigh: CELL,
    adjLow: CELL,
    adjClose: CELL,
    volume: CELL,
  })
  .transform(({ symbol, date, adjOpen: open, adjHigh: high, adjLow: low, adjClose: close, volume }) => ({
    symbol,
    date,
    open,
    high,
    low,
    close,
    volume,
  }));

/** Answers end here; what is older has to be asked for again. */
const MOST_ROWS = 5000;

/**
 * Cells of a range, as traded. Of stocks from the endpoint without adjustment for splits, which still calls its fields
 * adjClose and the like; exchange rates, which have no splits, from the ordinary one. @throws ProviderError
 */
export async function fmpPrices(
  api: FmpApi,
  { ticker, market }: FmpSymbol,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<PriceCells[]> {
  const found = new Map<string, PriceCells>();
  const cells: PriceCells[] = [];
  const path = market === "stocks" ? "non-split-adjusted" : "full";
  // Only of the symbol that was asked for.
  const row = (market === "stocks" ? UNADJUSTED_ROW : ROW).refine(({ symbol }) => symbol === ticker);
  for (let last = to; ; ) {
    const rows = await api.rows(`historical-price-eod/${path}`, { symbol: ticker, from, to: last }, row, signal);
    const [oldest = last] = rows.map(({ date }) => date).sort();
    // A page begins with the day the one before ended on.
    cells.push(...rows.filter(({ date }) => !found.has(date)));
    for (const each of rows) found.set(each.date, each);
    if (rows.length < MOST_ROWS || oldest === last) return cells;
    last = oldest;
  }
}
