import { asc, eq, inArray, sql } from "drizzle-orm";
import type { PhaseStatus, RunKind, RunStatus } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";

/** One cell of a run's sparkline. */
export interface PhaseSummary {
  readonly id: string;
  readonly name: string;
  readonly status: PhaseStatus;
  readonly busyMs: number | null;
  readonly summary: string | null;
}

/** A run as lists show it. Times are UTC ISO. */
export interface RunSummary {
  readonly id: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  /** 0–100. */
  readonly percent: number;
  readonly portfolio: { readonly id: string; readonly name: string } | null;
  /** E-mail of whoever asked for it; null when it was scheduled or the user is gone. */
  readonly requestedBy: string | null;
  readonly simulated: boolean | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly datesProcessed: number | null;
  readonly datesTotal: number | null;
  readonly reason: string | null;
  readonly warningCount: number;
  readonly errorCount: number;
  /** In plan order; empty until a worker has taken the run up. */
  readonly phases: readonly PhaseSummary[];
}

/** The columns a summary is made of, joined with names; callers add their conditions, order and limit. */
export function selectRunRows(db: Database) {
  return db
    .select({
      run: runs,
      /** Since 1970; a JavaScript date would lose the microseconds, which a cursor needs. */
      createdAtMicros: sql<string>`(extract(epoch from ${runs.createdAt}) * 1000000)::bigint::text`,
      portfolioName: portfolios.name,
      requestedBy: user.email,
    })
    .from(runs)
    .leftJoin(portfolios, eq(portfolios.id, runs.portfolioId))
    .leftJoin(user, eq(user.id, runs.requestedBy))
    .$dynamic();
}

export type RunRow = Awaited<ReturnType<typeof selectRunRows>>[number];

/** Summaries of rows, in their order, with the phases of all of them read at once. */
export async function summariesOf(db: Database, rows: readonly RunRow[]): Promise<RunSummary[]> {
  if (rows.length === 0) return [];
  const phases = await phasesOf(
    db,
    rows.map((row) => row.run.id),
  );
  return rows.map((row) => toSummary(row, phases.get(row.run.id) ?? []));
}

async function phasesOf(db: Database, runIds: string[]): Promise<Map<string, PhaseSummary[]>> {
  const { runId, phase: id, name, status, busyMs, summary, ordinal } = runPhases;
  const rows = await db
    .select({ runId, id, name, status, busyMs, summary })
    .from(runPhases)
    .where(inArray(runId, runIds))
    .orderBy(asc(ordinal));
  const grouped = Map.groupBy(rows, (row) => row.runId);
  return new Map([...grouped].map(([run, cells]) => [run, cells.map(({ runId: _, ...cell }) => cell)]));
}

function toSummary({ run, portfolioName, requestedBy }: RunRow, phases: readonly PhaseSummary[]): RunSummary {
  const { id, kind, status, percent, durationMs, datesProcessed, reason, warningCount, errorCount } = run;
  const portfolio = run.portfolioId === null ? null : { id: run.portfolioId, name: portfolioName ?? "" };
  return {
    ...{ id, kind, status, percent, durationMs, datesProcessed, reason, warningCount, errorCount },
    ...{ portfolio, requestedBy, phases },
    simulated: run.inputs?.simulated ?? null,
    datesTotal: run.inputs?.dates?.count ?? null,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
  };
}
