import { and, eq, max } from "drizzle-orm";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import type { StressScenario, StressShocks } from "#lib/analytics/stress-scenarios.ts";
import type { Database } from "#server/db/client.ts";
import { portfolioStress, snapshots } from "#server/db/schema/analytics.ts";
import { scenarios } from "#server/db/schema/portfolio.ts";
import { amountOrNull } from "./amount.ts";

/** What a scenario does to the portfolio. Money in dollars, a loss negative; shares are fractions of equity. */
export interface StressResult {
  /** A built-in scenario's id, or the uuid of one of the owner's. */
  readonly scenario: string;
  readonly name: string;
  readonly group: StressScenario["group"] | "own";
  readonly shocks: StressShocks;
  /** Shown at once; the others when asked for. */
  readonly byDefault: boolean;
  /** Of the shocked factors alone. */
  readonly pnl: number | null;
  readonly pnlShare: number | null;
  /** With the other factors moved as they usually move along. */
  readonly spilloverPnl: number | null;
  readonly spilloverShare: number | null;
  /** A shock that was filled in had to be bounded by the largest given one. */
  readonly spilloverBounded: boolean | null;
  readonly beyondEquity: boolean | null;
  /** Share of public gross whose positions have the joint betas, 0–1. */
  readonly coverage: number | null;
  /** Why there is no P&L. */
  readonly reason: string | null;
}

export interface StressResults {
  readonly asOf: string;
  readonly runId: string | null;
  /** What the shares are of, in dollars. */
  readonly equity: number | null;
  /** Built-in ones in the order of the catalogue, then the owner's by name. */
  readonly scenarios: readonly StressResult[];
}

type Scenario = Pick<StressResult, "scenario" | "name" | "group" | "shocks" | "byDefault">;
type StressRow = typeof portfolioStress.$inferSelect;

/**
 * A portfolio's stress results at their newest date, or at a given ISO date; null where no run has computed them. A
 * scenario of the owner's that no run has seen yet is listed with that reason.
 */
export async function stressResults(db: Database, portfolioId: string, date?: string): Promise<StressResults | null> {
  const ofPortfolio = eq(portfolioStress.portfolioId, portfolioId);
  const newest = db
    .select({ date: max(portfolioStress.date) })
    .from(portfolioStress)
    .where(ofPortfolio);
  const [rows, own] = await Promise.all([
    db
      .select()
      .from(portfolioStress)
      .where(and(ofPortfolio, eq(portfolioStress.date, date ?? newest))),
    ownScenarios(db, portfolioId),
  ]);
  const asOf = rows[0]?.date;
  if (asOf === undefined) return null;
  const [snapshot] = await db
    .select({ equity: snapshots.equity, runId: snapshots.runId })
    .from(snapshots)
    .where(and(eq(snapshots.portfolioId, portfolioId), eq(snapshots.date, asOf)));
  const equity = amountOrNull(snapshot?.equity ?? null);
  const rowOf = new Map(rows.map((row) => [row.scenario, row]));
  const listed = [...STRESS_SCENARIOS.map(builtIn), ...own].map((each) => resultOf(each, rowOf, equity));
  return { asOf, runId: snapshot?.runId ?? null, equity, scenarios: listed };
}

function builtIn({ id, name, group, shocks, byDefault }: StressScenario): Scenario {
  return { scenario: id, name, group, shocks, byDefault };
}

async function ownScenarios(db: Database, portfolioId: string): Promise<Scenario[]> {
  const rows = await db
    .select({ scenario: scenarios.id, name: scenarios.name, shocks: scenarios.shocks })
    .from(scenarios)
    .where(eq(scenarios.portfolioId, portfolioId))
    .orderBy(scenarios.name);
  return rows.map((row) => ({ ...row, group: "own", byDefault: true }));
}

function resultOf(scenario: Scenario, rowOf: ReadonlyMap<string, StressRow>, equity: number | null): StressResult {
  const row = rowOf.get(scenario.scenario);
  const pnl = amountOrNull(row?.pnl ?? null);
  const spilloverPnl = amountOrNull(row?.spilloverPnl ?? null);
  const share = (value: number | null) => (value === null || equity === null || equity <= 0 ? null : value / equity);
  return {
    ...scenario,
    ...{ pnl, pnlShare: share(pnl), spilloverPnl, spilloverShare: share(spilloverPnl) },
    spilloverBounded: row?.spilloverBounded ?? null,
    beyondEquity: row?.beyondEquity ?? null,
    coverage: row?.coverage ?? null,
    reason: row === undefined ? "no run has computed it yet" : row.reason,
  };
}
