import { and, asc, eq, gte, lte } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { amount } from "./amount.ts";

/** One session of a portfolio. Money in dollars, unrounded; short exposure and drawdown ≤ 0; returns are fractions. */
export interface Snapshot {
  readonly date: string;
  readonly runId: string | null;
  readonly equity: number;
  readonly cash: number;
  readonly marketValue: number;
  readonly longExposure: number;
  readonly shortExposure: number;
  readonly grossExposure: number;
  readonly netExposure: number;
  readonly pnl: number;
  readonly realizedPnl: number;
  readonly dividends: number;
  readonly flow: number;
  readonly cumulativePnl: number;
  /** Null from the day equity is ≤ 0; `returnReason` says why. */
  readonly dailyReturn: number | null;
  /** Growth of 1 since just before the first session. */
  readonly twrIndex: number | null;
  readonly drawdown: number | null;
  readonly returnReason: string | null;
  readonly xirr: number | null;
  /** Why there is no XIRR though there were flows. */
  readonly xirrReason: string | null;
  readonly positionCount: number;
  readonly longCount: number;
  readonly shortCount: number;
  readonly staleCount: number;
  /** Share of gross exposure with a price of the date itself, 0–1. */
  readonly pricedShare: number | null;
  /** Ledger cash is negative. */
  readonly margin: boolean;
}

/** The equity curve: a portfolio's snapshots, oldest first, within inclusive ISO dates where given. */
export async function snapshotSeries(
  db: Database,
  portfolioId: string,
  range: { from?: string | undefined; to?: string | undefined } = {},
): Promise<Snapshot[]> {
  const rows = await db
    .select()
    .from(snapshots)
    .where(
      and(
        eq(snapshots.portfolioId, portfolioId),
        range.from ? gte(snapshots.date, range.from) : undefined,
        range.to ? lte(snapshots.date, range.to) : undefined,
      ),
    )
    .orderBy(asc(snapshots.date));
  return rows.map(toSnapshot);
}

function toSnapshot(row: typeof snapshots.$inferSelect): Snapshot {
  const { portfolioId: _portfolio, ...rest } = row;
  return {
    ...rest,
    equity: amount(row.equity),
    cash: amount(row.cash),
    marketValue: amount(row.marketValue),
    longExposure: amount(row.longExposure),
    shortExposure: amount(row.shortExposure),
    grossExposure: amount(row.grossExposure),
    netExposure: amount(row.netExposure),
    pnl: amount(row.pnl),
    realizedPnl: amount(row.realizedPnl),
    dividends: amount(row.dividends),
    flow: amount(row.flow),
    cumulativePnl: amount(row.cumulativePnl),
  };
}
