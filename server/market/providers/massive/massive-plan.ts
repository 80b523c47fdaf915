import { Temporal } from "temporal-polyfill";
import type { DateRange } from "../../coverage.ts";
import type { Bar, RejectedCell } from "../../price-source.ts";
import { ProviderError } from "../../provider-http/provider-error.ts";
import type { MassiveApi } from "./massive-api.ts";
import { massiveBars } from "./massive-bars.ts";
import type { MassiveSymbol } from "./massive-symbol.ts";

/** What of a range the plan left out before the first of its `bars`, in Massive's words; null where it left out nothing. */
export type PlanCheck = (
  named: MassiveSymbol,
  range: DateRange,
  bars: readonly Bar[],
  signal?: AbortSignal,
) => Promise<RejectedCell | null>;

/** A range that begins on holidays or a symbol that is not traded every day is not suspicious. */
const ORDINARY_DAYS = 10;

interface Beginning {
  readonly date: string;
  readonly words: string;
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/**
 * An answer begins where the history of the plan does, without a word; only a question that lies wholly before that is
 * refused. So the days before a late first bar are asked for once more, by themselves: one request for each symbol that
 * was listed within the range, and one in all for the plan's beginning.
 */
export function createPlanCheck(api: MassiveApi): PlanCheck {
  let known: Beginning | null = null;

  return async (named, { from }, bars, signal) => {
    const first = bars[0]?.date;
    if (first === undefined || named.market === "options" || daysBetween(from, first) <= ORDINARY_DAYS) return null;
    const left = ({ words }: Beginning): RejectedCell => ({
      date: from,
      value: "",
      place: `history before ${first}`,
      reason: words,
    });
    if (known && Math.abs(daysBetween(known.date, first)) <= ORDINARY_DAYS) return left(known);
    const before = Temporal.PlainDate.from(first).subtract({ days: 1 }).toString();
    try {
      await massiveBars(api, named, from, before, signal);
      return null;
    } catch (error) {
      if (!(error instanceof ProviderError) || error.status !== 403) throw error;
      known = { date: first, words: error.message };
      return left(known);
    }
  };
}
