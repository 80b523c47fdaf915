import { and, asc, eq } from "drizzle-orm";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import { required } from "#lib/assert.ts";
import { anyOf } from "#server/db/any-of.ts";
import type { Database } from "#server/db/client.ts";
import { companyProfiles, indexSectorWeights } from "#server/db/schema/market.ts";
import { scenarios } from "#server/db/schema/portfolio.ts";
import type { RunScope } from "#server/engine/phase.ts";
import type { AccountLedger } from "../account-ledger.ts";
import type { PhasePorts } from "../ports.ts";
import { accountReturns } from "./account-returns.ts";
import { readBetas } from "./beta-table.ts";
import type { RiskInputs } from "./compute.ts";
import type { Profiles } from "./sector-weights.ts";
import { spreadInflation } from "./spread-inflation.ts";
import { createStressModel, type Scenario } from "./stress-model.ts";

export interface LoadedInputs extends RiskInputs {
  /** Index of each session of the return table. */
  readonly sessionOf: ReadonlyMap<string, number>;
}

/** Reads each input of the risk analytics once for all dates of a run. */
export async function loadInputs(scope: RunScope, ports: PhasePorts, ledger: AccountLedger): Promise<LoadedInputs> {
  const { db, symbols, assumptions } = ports;
  const source = ports.source.name;
  const from = required(scope.dates[0], "first date");
  const [{ sessions, columns }, profiles, indexWeights, betaOf, account, own] = await Promise.all([
    ports.history.table(),
    readProfiles(db, source, symbols),
    db.select().from(indexSectorWeights),
    readBetas(db, { source, symbols, from, to: scope.finalDate }),
    accountReturns(scope, ports, ledger),
    readScenarios(db, required(scope.portfolio, "portfolio").id),
  ]);
  const days = epochDays(sessions);
  const returns = new Map([...columns].map(([symbol, column]) => [symbol, column.returns]));
  const logReturns = new Map([...columns].map(([symbol, column]) => [symbol, column.returns.map(Math.log1p)]));
  const table = { days, returns };
  return {
    table,
    logTable: { days, returns: logReturns },
    sessionOf: new Map(sessions.map((session, i) => [session, i])),
    indexWeights,
    profiles,
    betaOf,
    inflationAt: spreadInflation(table),
    account,
    stress: createStressModel(table, [...STRESS_SCENARIOS, ...own], assumptions),
  };
}

async function readProfiles(db: Database, source: string, symbols: readonly string[]): Promise<Profiles> {
  const { symbol, kind, sector } = companyProfiles;
  const rows = await db
    .select({ symbol, kind, sector })
    .from(companyProfiles)
    .where(and(eq(companyProfiles.source, source), anyOf(symbol, symbols)));
  return new Map(rows.map((row) => [row.symbol, row]));
}

/** The owner's scenarios. */
function readScenarios(db: Database, portfolioId: string): Promise<Scenario[]> {
  return db
    .select({ id: scenarios.id, shocks: scenarios.shocks })
    .from(scenarios)
    .where(eq(scenarios.portfolioId, portfolioId))
    .orderBy(asc(scenarios.id));
}
