import { and, eq, inArray } from "drizzle-orm";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import { required } from "#lib/assert.ts";
import type { Database } from "#server/db/client.ts";
import { companyProfiles, indexSectorWeights } from "#server/db/schema/market.ts";
import type { RunScope } from "#server/engine/phase.ts";
import type { PhasePorts } from "../ports.ts";
import { readBetas } from "./beta-table.ts";
import type { RiskInputs } from "./compute.ts";
import type { Profiles } from "./sector-weights.ts";

export interface LoadedInputs extends RiskInputs {
  /** Index of each session of the return table. */
  readonly sessionOf: ReadonlyMap<string, number>;
}

/** Reads each input of the risk analytics once for all dates of a run. */
export async function loadInputs(scope: RunScope, ports: PhasePorts): Promise<LoadedInputs> {
  const { db, symbols } = ports;
  const source = ports.source.name;
  const from = required(scope.dates[0], "first date");
  const [{ sessions, columns }, profiles, indexWeights, betaOf] = await Promise.all([
    ports.history.table(),
    readProfiles(db, source, symbols),
    db.select().from(indexSectorWeights),
    readBetas(db, { source, symbols, from, to: scope.finalDate }),
  ]);
  const returns = new Map([...columns].map(([symbol, column]) => [symbol, column.returns]));
  return {
    table: { days: epochDays(sessions), returns },
    sessionOf: new Map(sessions.map((session, i) => [session, i])),
    indexWeights,
    profiles,
    betaOf,
  };
}

async function readProfiles(db: Database, source: string, symbols: readonly string[]): Promise<Profiles> {
  const { symbol, kind, sector } = companyProfiles;
  const rows = await db
    .select({ symbol, kind, sector })
    .from(companyProfiles)
    .where(and(eq(companyProfiles.source, source), inArray(symbol, [...symbols])));
  return new Map(rows.map((row) => [row.symbol, row]));
}
