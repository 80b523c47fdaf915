import { z } from "zod";
import type { KeptAnswers } from "../kept-answers.ts";
import type { PriceCells } from "../session-bars.ts";
import type { MassiveApi } from "./massive-api.ts";
import type { MassiveSymbol } from "./massive-symbol.ts";

/** Prices and volume are checked cell by cell when the rows are read; a row itself has to say what it is of. */
const CELL = z.unknown().default(null);
const CELLS = { o: CELL, h: CELL, l: CELL, c: CELL, v: CELL };
const BAR = z.object({ t: z.number().int(), ...CELLS });
/** Of the whole market: a row that is of nothing is null. */
const GROUPED_BAR = z
  .object({ T: z.string(), ...CELLS })
  .nullable()
  .catch(null);
const UNADJUSTED = { adjusted: z.literal(false) };

const DAY_MS = 86_400_000;
const NEW_YORK = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" });

/** All stocks' cells of one session, by ticker. */
export type GroupedSession = ReadonlyMap<string, PriceCells>;

/** `t` is when the day began: midnight in New York, for currencies midnight in UTC. */
const dateOf = (t: number) =>
  t % DAY_MS === 0 ? new Date(t).toISOString().slice(0, 10) : NEW_YORK.format(new Date(t));

const cells = (date: string, { o, h, l, c, v }: Omit<z.output<typeof BAR>, "t">): PriceCells => ({
  date,
  open: o,
  high: h,
  low: l,
  close: c,
  volume: v,
});

/** One symbol's cells of a range, as traded. @throws ProviderError */
export async function massiveBars(
  api: MassiveApi,
  { ticker, market }: MassiveSymbol,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<PriceCells[]> {
  const path = `/v2/aggs/ticker/${encodeURIComponent(ticker)}/range/1/day/${from}/${to}`;
  // Currencies and options have no splits that their prices could be adjusted for.
  const head = { ...(market === "stocks" ? UNADJUSTED : {}), ticker: z.literal(ticker) };
  const rows = await api.list(path, { adjusted: false, sort: "asc", limit: 50_000 }, BAR, signal, head);
  return rows.map((row) => cells(dateOf(row.t), row));
}

/** All stocks' cells of one session, as traded; the answer is kept. @throws ProviderError */
export function groupedSession(
  api: MassiveApi,
  kept: KeptAnswers<GroupedSession>,
  date: string,
  signal?: AbortSignal,
): Promise<GroupedSession> {
  return kept.get(
    date,
    async () => {
      const path = `/v2/aggs/grouped/locale/us/market/stocks/${date}`;
      const rows = await api.list(path, { adjusted: false, include_otc: true }, GROUPED_BAR, signal, UNADJUSTED);
      return new Map(rows.flatMap((row) => (row ? [[row.T, cells(date, row)]] : [])));
    },
    signal,
  );
}
