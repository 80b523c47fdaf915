import type { Database } from "#server/db/client.ts";
import { addSessions } from "#server/market/nyse-calendar.ts";
import { benchmarkCurve } from "./benchmark-curve.ts";
import { currencyNotes } from "./currency-notes.ts";
import { type FactorExposures, factorExposures } from "./factor-exposures.ts";
import { type HeldFacts, heldFacts, type ValuedPosition, valuedPositions } from "./held-facts.ts";
import { type Holding, type HoldingsPage, holdings } from "./holdings.ts";
import type { HoldingsRequest } from "./listed-holdings.ts";
import { newestRunNotes } from "./newest-run-notes.ts";
import { ownedPortfolio, type Portfolio } from "./owned-portfolio.ts";
import { portfolioRuns } from "./portfolio-runs.ts";
import { type ListedQuarantine, portfolioQuarantine } from "./quarantine-list.ts";
import { type PortfolioRestatement, recentRestatements } from "./recent-restatements.ts";
import { type RiskFigures, riskFigures } from "./risk-figures.ts";
import type { RunSummary } from "./run-summary.ts";
import { type SectorWeights, sectorWeights } from "./sector-weights.ts";
import { type Snapshot, snapshotSeries } from "./snapshot-series.ts";
import { type StressResults, stressResults } from "./stress-results.ts";
import type { Viewer } from "./viewer.ts";
import { type WorstDrawdown, worstDrawdown } from "./worst-drawdown.ts";

interface FirstHoldings extends Omit<HoldingsPage, "holdings"> {
  readonly holdings: readonly Omit<Holding, "metrics">[];
}

export interface PortfolioPage {
  readonly portfolio: Portfolio;
  /** Oldest first; empty before the first run has written one. */
  readonly snapshots: readonly Snapshot[];
  /** What the same money would be worth in SPY at each session; null where the source has no prices of it. */
  readonly benchmark: readonly (number | null)[] | null;
  /** The first of what is held, the most valuable first, without what is asked for when someone looks at a symbol. */
  readonly holdings: FirstHoldings;
  /** Null before the first run has stored a session. */
  readonly held: HeldFacts | null;
  /** What its owner can value; at most 200. */
  readonly valued: readonly ValuedPosition[];
  readonly factors: FactorExposures | null;
  readonly risk: RiskFigures | null;
  readonly worstDrawdown: WorstDrawdown | null;
  readonly stress: StressResults | null;
  readonly sectors: SectorWeights | null;
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  /** Prices in other currencies, and what the newest run that began left out or assumed, in words. */
  readonly notes: readonly string[];
  /** What its price source has restated of its symbols lately. */
  readonly restatements: readonly PortfolioRestatement[];
  /** Prices of its symbols that are not believed, newest found first. */
  readonly quarantined: readonly ListedQuarantine[];
  /** When all this was read, UTC ISO: another one for every reading. */
  readonly readAt: string;
}

/** What the table of holdings shows at first; the browser asks for the rest. */
export const FIRST_HOLDINGS: HoldingsRequest = {
  ...{ view: "held", search: "", sort: "marketValue", descending: true, offset: 0, limit: 50 },
};

/** All that the portfolio page shows; null when the viewer has no such portfolio. */
export async function portfolioPage(db: Database, viewer: Viewer, id: string): Promise<PortfolioPage | null> {
  const portfolio = await ownedPortfolio(db, viewer, id);
  if (!portfolio) return null;
  const [snapshots, held, factors, risk, stress, sectors, runs, noted, valued] = await Promise.all([
    snapshotSeries(db, id),
    firstHoldings(db, id),
    factorExposures(db, id),
    riskFigures(db, id),
    stressResults(db, id),
    sectorWeights(db, id),
    portfolioRuns(db, id),
    readNotes(db, id),
    valuedPositions(db, id),
  ]);
  const last = snapshots.at(-1)?.date;
  return {
    portfolio,
    snapshots,
    holdings: held,
    factors,
    risk,
    worstDrawdown: worstDrawdown(snapshots),
    stress,
    sectors,
    runs,
    benchmark: await benchmarkCurve(db, id, portfolio.openingEquity, snapshots),
    held: last ? await heldFacts(db, id, last, addSessions(last, 1)) : null,
    valued,
    ...noted,
    readAt: new Date().toISOString(),
  };
}

async function firstHoldings(db: Database, id: string): Promise<FirstHoldings> {
  const page = await holdings(db, id, FIRST_HOLDINGS);
  return { ...page, holdings: page.holdings.map(({ metrics: _metrics, ...row }) => row) };
}

async function readNotes(
  db: Database,
  id: string,
): Promise<Pick<PortfolioPage, "notes" | "restatements" | "quarantined">> {
  const [notes, currencies, restatements, quarantined] = await Promise.all([
    newestRunNotes(db, id),
    currencyNotes(db, id),
    recentRestatements(db, id),
    portfolioQuarantine(db, id),
  ]);
  return { notes: [...currencies, ...notes], restatements, quarantined };
}
