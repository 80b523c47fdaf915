import { z } from "zod";
import { type ActionVerdict, type JudgedActions, judgedActions, judgedRow } from "../judged-actions.ts";
import { type AllRows, fmpAllRows } from "./fmp-all-rows.ts";
import type { FmpApi } from "./fmp-api.ts";

/** Splits and dividends of a ticker; before `unknownBefore`, where it is not null, there may be more. */
export interface FmpActions extends JudgedActions {
  readonly unknownBefore: { readonly date: string; readonly reason: string } | null;
}

const SPLIT = z.object({
  date: z.iso.date(),
  numerator: z.number().positive(),
  denominator: z.number().positive(),
});
const DIVIDEND = z.object({ date: z.iso.date(), dividend: z.number().nonnegative() });

/** A row is judged by itself, but rows of another ticker are another answer. */
const rowOf = (ticker: string) =>
  z
    .looseObject({ symbol: z.string().nullish(), date: z.unknown().optional() })
    .refine(({ symbol }) => (symbol ?? ticker) === ticker);
type Row = z.output<ReturnType<typeof rowOf>>;

const splitOf = (row: Row): ActionVerdict =>
  judgedRow("split", row, "date", SPLIT, ({ date, numerator, denominator }) => ({
    date,
    kind: "split",
    value: numerator / denominator,
  }));

const dividendOf = (row: Row): ActionVerdict =>
  judgedRow("dividend", row, "date", DIVIDEND, ({ date, dividend }) => ({ date, kind: "dividend", value: dividend }));

const isPaid = (verdict: ActionVerdict) => !("kind" in verdict) || verdict.value > 0;

/** Where an answer of the newest rows begins. */
function beginning({ rows, cut }: AllRows<Row>, what: string): FmpActions["unknownBefore"] {
  const [date] = rows.flatMap((row) => z.iso.date().safeParse(row.date).data ?? []).sort();
  return cut !== null && date !== undefined ? { date, reason: `its ${what} are not known: ${cut}` } : null;
}

/**
 * All splits (new shares per old) and dividends that FMP tells of a ticker; two requests, up to two more where there are
 * very many or the plan limits them. `dividend` is money per share as it was paid; `adjDividend` would be adjusted for
 * later splits. @throws ProviderError
 */
export async function fmpActions(api: FmpApi, ticker: string, signal?: AbortSignal): Promise<FmpActions> {
  const row = rowOf(ticker);
  const splits = await fmpAllRows(api, "splits", ticker, row, signal);
  const dividends = await fmpAllRows(api, "dividends", ticker, row, signal);
  const judged = judgedActions([...splits.rows.map(splitOf), ...dividends.rows.map(dividendOf).filter(isPaid)]);
  const cuts = [beginning(splits, "splits"), beginning(dividends, "dividends")].filter((found) => found !== null);
  return { ...judged, unknownBefore: cuts.sort((a, b) => (a.date > b.date ? -1 : 1))[0] ?? null };
}
