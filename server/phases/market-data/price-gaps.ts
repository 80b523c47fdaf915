import { required } from "#lib/assert.ts";
import { countText } from "#lib/run/log-text.ts";
import type { PriceTable } from "#server/market/price-history.ts";

/** Sessions in a row on which a symbol has no price of its own, though before and after them it has. */
export interface PriceGap {
  readonly symbol: string;
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
}

/** Shorter ones are how a rarely traded share looks, and a price is used for a week. */
const FEWEST_SESSIONS = 5;

/** The gaps of the symbols that reach into the dates of the run, by symbol and date. */
export function priceGaps(
  { sessions, columns }: PriceTable,
  dates: readonly string[],
  symbols: readonly string[],
): PriceGap[] {
  const [first, last] = [dates[0] ?? "", dates.at(-1) ?? ""];
  return symbols.flatMap((symbol) =>
    holes(columns.get(symbol)?.close ?? new Float64Array())
      .map(({ from, to }) => ({
        symbol,
        from: required(sessions[from], "session"),
        to: required(sessions[to], "session"),
        sessions: to - from + 1,
      }))
      .filter((gap) => gap.sessions >= FEWEST_SESSIONS && gap.to >= first && gap.from <= last),
  );
}

/** Runs of missing closes between two that are known. */
function holes(closes: Float64Array): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let newest = -1;
  for (const [index, close] of closes.entries()) {
    if (Number.isNaN(close)) continue;
    if (newest >= 0 && index - newest > 1) found.push({ from: newest + 1, to: index - 1 });
    newest = index;
  }
  return found;
}

/** "ACME: no price from 2025-03-03 to 2025-03-14 (10 sessions)". */
export function gapText({ symbol, from, to, sessions }: PriceGap): string {
  return `${symbol}: no price from ${from} to ${to} (${countText(sessions)} sessions)`;
}
