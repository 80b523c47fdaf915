import { countText } from "#lib/run/log-text.ts";
import type { DateRange } from "../coverage.ts";
import type { CorporateAction, DailyAnswer, DailyFailure, Listing, RejectedCell } from "../price-source.ts";
import type { SessionBars } from "./session-bars.ts";

const NAMED_CELLS = 3;

function refusals(rejected: readonly RejectedCell[]): string {
  const named = rejected.slice(0, NAMED_CELLS).map(({ date, place, reason }) => `${date} ${place}: ${reason}`.trim());
  const more = rejected.length - named.length;
  return more > 0 ? `${named.join("; ")} and ${countText(more)} more` : named.join("; ");
}

/** What was read of one symbol: its answer, `bad-data` when no cell of it is a price, null when there was nothing. */
export function dailyAnswer(
  symbol: string,
  listing: Listing,
  { bars, rejected }: SessionBars,
  actions: readonly CorporateAction[],
  range: DateRange,
): DailyAnswer | DailyFailure | null {
  if (bars.length > 0) {
    return { symbol, bars, actions: [...actions], listing, ...(rejected.length > 0 ? { rejected } : {}) };
  }
  if (rejected.length === 0) return null;
  return {
    symbol,
    code: "bad-data",
    reason: `no usable price from ${range.from} to ${range.to}: ${refusals(rejected)}`,
  };
}
