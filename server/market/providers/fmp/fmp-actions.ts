import { z } from "zod";
import type { CorporateAction } from "../../price-source.ts";
import { dayActions } from "../day-actions.ts";
import type { FmpApi } from "./fmp-api.ts";

const SPLIT = z.object({
  symbol: z.string(),
  date: z.iso.date(),
  numerator: z.number().positive(),
  denominator: z.number().positive(),
});
const DIVIDEND = z.object({ symbol: z.string(), date: z.iso.date(), dividend: z.number().nonnegative() });

const MOST_ROWS = 1000;

/**
 * All splits (new shares per old) and dividends that FMP knows of a ticker; two requests. `dividend` is money per share
 * as it was paid; `adjDividend` would be adjusted for later splits. @throws ProviderError
 */
export async function fmpActions(api: FmpApi, ticker: string, signal?: AbortSignal): Promise<CorporateAction[]> {
  const asked = { symbol: ticker, limit: MOST_ROWS };
  const own = ({ symbol }: { symbol: string }) => symbol === ticker;
  const splits = await api.rows("splits", asked, SPLIT.refine(own), signal);
  const dividends = await api.rows("dividends", asked, DIVIDEND.refine(own), signal);
  return dayActions([
    ...splits.map(({ date, numerator, denominator }) => ({
      date,
      kind: "split" as const,
      value: numerator / denominator,
    })),
    ...dividends
      .filter(({ dividend }) => dividend > 0)
      .map(({ date, dividend }) => ({ date, kind: "dividend" as const, value: dividend })),
  ]);
}
