import { z } from "zod";
import type { CorporateAction } from "../../price-source.ts";
import { dayActions } from "../day-actions.ts";
import { type AllRows, fmpAllRows } from "./fmp-all-rows.ts";
import type { FmpApi } from "./fmp-api.ts";

/** Splits and dividends of a ticker; before `unknownBefore`, where it is not null, there may be more. */
export interface FmpActions {
  readonly actions: readonly CorporateAction[];
  readonly unknownBefore: { readonly date: string; readonly reason: string } | null;
}

const SPLIT = z.object({
  symbol: z.string(),
  date: z.iso.date(),
  numerator: z.number().positive(),
  denominator: z.number().positive(),
});
const DIVIDEND = z.object({ symbol: z.string(), date: z.iso.date(), dividend: z.number().nonnegative() });

/** Where an answer of the newest rows begins. */
function beginning({ rows, cut }: AllRows<{ date: string }>, what: string): FmpActions["unknownBefore"] {
  const [date] = rows.map((row) => row.date).sort();
  return cut !== null && date !== undefined ? { date, reason: `its ${what} are not known: ${cut}` } : null;
}

/**
 * All splits (new shares per old) and dividends that FMP tells of a ticker; two requests, up to two more where there are
 * very many or the plan limits them. `dividend` is money per share as it was paid; `adjDividend` would be adjusted for
 * later splits. @throws ProviderError
 */
export async function fmpActions(api: FmpApi, ticker: string, signal?: AbortSignal): Promise<FmpActions> {
  const own = ({ symbol }: { symbol: string }) => symbol === ticker;
  const splits = await fmpAllRows(api, "splits", ticker, SPLIT.refine(own), signal);
  const dividends = await fmpAllRows(api, "dividends", ticker, DIVIDEND.refine(own), signal);
  const actions = dayActions([
    ...splits.rows.map(({ date, numerator, denominator }) => ({
      date,
      kind: "split" as const,
      value: numerator / denominator,
    })),
    ...dividends.rows
      .filter(({ dividend }) => dividend > 0)
      .map(({ date, dividend }) => ({ date, kind: "dividend" as const, value: dividend })),
  ]);
  const cuts = [beginning(splits, "splits"), beginning(dividends, "dividends")].filter((found) => found !== null);
  return { actions, unknownBefore: cuts.sort((a, b) => (a.date > b.date ? -1 : 1))[0] ?? null };
}
