import { count, desc, eq, sql } from "drizzle-orm";
import { offeredSource } from "#lib/price-files/upload-source.ts";
import type { RunStatus } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { amount } from "./amount.ts";
import { isSimulated } from "./owned-portfolio.ts";
import type { Viewer } from "./viewer.ts";

export interface PortfolioListItem {
  readonly id: string;
  readonly name: string;
  readonly accountName: string;
  readonly accountType: string;
  /** As the form offers it. */
  readonly priceSource: string;
  readonly simulated: boolean;
  /** UTC ISO. */
  readonly createdAt: string;
  readonly positionCount: number;
  /** The newest snapshot; null before the first run has written one. Money in dollars, returns as fractions. */
  readonly latest: {
    readonly date: string;
    readonly equity: number;
    /** Of the day; its dividends are beside it, and in `cumulativePnl`. */
    readonly pnl: number;
    readonly dividends: number;
    readonly cumulativePnl: number;
    readonly dailyReturn: number | null;
    readonly drawdown: number | null;
  } | null;
  readonly lastRun: { readonly id: string; readonly status: RunStatus; readonly percent: number } | null;
}

/** The viewer's own portfolios, newest first. */
export async function portfolioList(db: Database, viewer: Viewer): Promise<PortfolioListItem[]> {
  const latest = db
    .select()
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolios.id))
    .orderBy(desc(snapshots.date))
    .limit(1)
    .as("latest");
  const lastRun = db
    .select({ id: runs.id, status: runs.status, percent: runs.percent })
    .from(runs)
    .where(eq(runs.portfolioId, portfolios.id))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1)
    .as("last_run");
  const held = db
    .select({ count: count().as("held_count") })
    .from(positions)
    .where(eq(positions.portfolioId, portfolios.id))
    .as("held");
  const rows = await db
    .select()
    .from(portfolios)
    .leftJoinLateral(latest, sql`true`)
    .leftJoinLateral(lastRun, sql`true`)
    .leftJoinLateral(held, sql`true`)
    .where(eq(portfolios.ownerId, viewer.userId))
    .orderBy(desc(portfolios.createdAt), desc(portfolios.id));
  return rows.map((row) => ({
    id: row.portfolios.id,
    name: row.portfolios.name,
    accountName: row.portfolios.accountName,
    accountType: row.portfolios.accountType,
    priceSource: offeredSource(row.portfolios.priceSource),
    simulated: isSimulated(row.portfolios.priceSource),
    createdAt: row.portfolios.createdAt.toISOString(),
    positionCount: row.held?.count ?? 0,
    latest: row.latest && latestFigures(row.latest),
    lastRun: row.last_run,
  }));
}

function latestFigures(row: typeof snapshots.$inferSelect): PortfolioListItem["latest"] {
  const { date, dailyReturn, drawdown } = row;
  return {
    ...{ date, dailyReturn, drawdown },
    equity: amount(row.equity),
    pnl: amount(row.pnl),
    dividends: amount(row.dividends),
    cumulativePnl: amount(row.cumulativePnl),
  };
}
