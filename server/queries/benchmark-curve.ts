import { eq } from "drizzle-orm";
import { sessionActions } from "#lib/analytics/session-actions.ts";
import { totalReturnIndex } from "#lib/analytics/total-return-index.ts";
import type { Database } from "#server/db/client.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { readPriceTable } from "#server/market/read-price-table.ts";
import type { Snapshot } from "./snapshot-series.ts";

const INDEX = "SPY";
/** Reaches the session before the account's first. */
const LEAD_IN_DAYS = 10;
const DAY_MS = 86_400_000;

/**
 * What the account would be worth in dollars at the end of each session with the same money, opening equity and flows, in
 * SPY from the close before its first session on, dividends reinvested; null without a price of that session, or from
 * the beginning. Null where the source has no prices of SPY. From stored prices, generated ones where those are.
 */
export async function benchmarkCurve(
  db: Database,
  portfolioId: string,
  openingEquity: number,
  snapshots: readonly Pick<Snapshot, "date" | "flow">[],
): Promise<readonly (number | null)[] | null> {
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  const [row] = await db.select().from(portfolios).where(eq(portfolios.id, portfolioId));
  if (!first || !last || !row) return null;
  const from = new Date(Date.parse(first.date) - LEAD_IN_DAYS * DAY_MS).toISOString().slice(0, 10);
  const table = await readPriceTable(db, { source: row.priceSource, symbols: [INDEX], from, to: last.date });
  const column = table.columns.get(INDEX);
  if (!column) return null;
  const index = totalReturnIndex(column.close, sessionActions(table.sessions, column.splits, column.dividends));
  const levels = new Map(table.sessions.map((date, i) => [date, index[i] ?? Number.NaN]));
  const before = index.subarray(0, table.sessions.indexOf(first.date)).findLast((level) => level > 0);
  return before === undefined ? null : sameMoney(openingEquity, before, snapshots, levels);
}

/** A flow buys at the close before, as it counts at the start of its session. */
function sameMoney(
  openingEquity: number,
  before: number,
  snapshots: readonly Pick<Snapshot, "date" | "flow">[],
  levels: ReadonlyMap<string, number>,
): readonly (number | null)[] {
  let units = openingEquity / before;
  let newest = before;
  return snapshots.map(({ date, flow }) => {
    units += flow / newest;
    const level = levels.get(date) ?? Number.NaN;
    if (!(level > 0)) return null;
    newest = level;
    return units * level;
  });
}
