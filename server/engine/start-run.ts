import { and, eq, inArray } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { RunKind } from "#lib/run/events.ts";
import { initialRunState } from "#lib/run/state.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { phaseRow } from "#server/db/run-rows.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import type { RunQueue } from "./queue.ts";

export interface StartRunRequest {
  /** Null for the nightly run over all symbols. */
  readonly portfolioId: string | null;
  /** User id; null for runs nobody asked for. */
  readonly requestedBy: string | null;
  readonly kind: RunKind;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly force?: boolean;
  readonly retryOf?: string | null;
}

export interface StartedRun {
  readonly runId: string;
  /** True when the portfolio had an active run, which is then the answer. */
  readonly already: boolean;
}

const ACTIVE = ["queued", "running"] as const;
const ATTEMPTS = 5;

/** Puts a run in line: its row, its nine phases and its job, in one transaction. At most one run of a portfolio is active. */
export async function startRun(db: Database, queue: RunQueue, request: StartRunRequest): Promise<StartedRun> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const runId = await db.transaction((tx) => insertRun(tx, queue, request));
    if (runId) return { runId, already: false };
    const active = await activeRunOf(db, required(request.portfolioId, "portfolio of a run that is active"));
    // Else it has ended since, and there is room for a new one.
    if (active) return { runId: active, already: true };
  }
  throw new Error(`no run of portfolio ${request.portfolioId} could be started`);
}

async function insertRun(tx: Transaction, queue: RunQueue, request: StartRunRequest): Promise<string | null> {
  const { portfolioId, requestedBy, kind, from = null, to = null, force = false, retryOf = null } = request;
  const [run] = await tx
    .insert(runs)
    .values({ portfolioId, requestedBy, kind, fromDate: from, toDate: to, force, retryOf })
    .onConflictDoNothing()
    .returning({ id: runs.id, createdAt: runs.createdAt });
  if (!run) return null;
  const state = initialRunState({ runId: run.id, kind, portfolio: null, createdAt: run.createdAt.toISOString() });
  await tx.insert(runPhases).values(state.phases.map((phase) => phaseRow(run.id, phase)));
  await queue.send(tx, run.id, requestedBy);
  return run.id;
}

async function activeRunOf(db: Database, portfolioId: string): Promise<string | null> {
  const [run] = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.portfolioId, portfolioId), inArray(runs.status, [...ACTIVE])));
  return run?.id ?? null;
}
