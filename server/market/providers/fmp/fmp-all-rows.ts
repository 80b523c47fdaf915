import type { z } from "zod";
import type { FmpApi } from "./fmp-api.ts";
import { namedLimit } from "./fmp-limit.ts";

/** Rows newest first; `cut` is FMP's word for why there may be older ones, null where these are all. */
export interface AllRows<Row> {
  readonly rows: readonly Row[];
  readonly cut: string | null;
}

/** An answer of exactly so many rows may have been cut there: what is sent unasked, and what the free plan has at most. */
const SENT_UNASKED = new Set([5, 100]);
const MOST_ROWS = 1000;

/**
 * All rows that an endpoint has of a ticker. One request without a limit, since plans refuse large ones; one more where
 * its answer may have been cut, or where it was refused for more rows than the plan includes. @throws ProviderError
 */
export async function fmpAllRows<Row extends z.ZodType>(
  api: FmpApi,
  path: string,
  ticker: string,
  row: Row,
  signal?: AbortSignal,
): Promise<AllRows<z.output<Row>>> {
  const ask = (limit?: number) =>
    api.rowsAsAsked(path, { symbol: ticker, ...(limit === undefined ? {} : { limit }) }, row, signal);
  let rows: z.output<Row>[];
  try {
    rows = await ask();
  } catch (error) {
    const most = namedLimit(error);
    if (most === null || !(error instanceof Error)) throw error;
    rows = await ask(most);
    return { rows, cut: rows.length < most ? null : error.message };
  }
  if (!SENT_UNASKED.has(rows.length)) return { rows, cut: null };
  try {
    return { rows: await ask(MOST_ROWS), cut: null };
  } catch (error) {
    if (namedLimit(error) === null || !(error instanceof Error)) throw error;
    return { rows, cut: error.message };
  }
}
