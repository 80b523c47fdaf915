import { and, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { required } from "#lib/assert.ts";
import type { RunKind } from "#lib/run/events.ts";
import { carriedPhases } from "#lib/run/retry-point.ts";
import type { PhaseState } from "#lib/run/state.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { retriedWork } from "./retried-work.ts";

/** What a retry takes over. */
export interface CarriedOver {
  /** The run whose phases are taken over; null when none of those retried was ever taken up. */
  readonly from: string | null;
  /** The kind of work, whose recorded durations tell of this run too. */
  readonly kind: RunKind;
  /** As they ended there, in plan order. */
  readonly phases: readonly PhaseState[];
  /** Copies the phases' results to the retry, which `runId` names. */
  saveResults(tx: Transaction, runId: string): Promise<void>;
}

/** What a retry of `retryOf` takes over. */
export async function readCarriedOver(db: Database, retryOf: string): Promise<CarriedOver> {
  const work = await retriedWork(db, retryOf);
  const from = work.taken?.runId ?? null;
  const state = from === null ? null : required(await readRunState(db, from), `run ${from}`);
  const isOutdated = from !== null && (await changedSince(db, from));
  const phases = isOutdated ? [] : carriedPhases(state?.phases ?? []);
  const ids = phases.map(({ id }) => id);
  return {
    ...{ from, kind: work.kind, phases },
    saveResults: async (tx, runId) =>
      void (from && ids.length > 0 && (await copyResults(tx, { from, to: runId, ids }))),
  };
}

/**
 * Whether what a run computed from has changed since it was asked for, by another than itself: its price source or the
 * files of it, a restatement. Both times are the database's.
 */
async function changedSince(db: Database, runId: string): Promise<boolean> {
  const changed = await db
    .select({ id: runs.id })
    .from(runs)
    .innerJoin(portfolios, eq(portfolios.id, runs.portfolioId))
    .where(
      and(
        eq(runs.id, runId),
        gt(portfolios.recomputeSetAt, runs.createdAt),
        sql`${portfolios.recomputeSetBy} is distinct from ${runs.id}`,
      ),
    );
  return changed.length > 0;
}

interface Copy {
  readonly from: string;
  readonly to: string;
  readonly ids: readonly string[];
}

async function copyResults(tx: Transaction, { from, to, ids }: Copy): Promise<void> {
  const origin = alias(runPhases, "origin");
  await tx
    .update(runPhases)
    .set({ result: origin.result })
    .from(origin)
    .where(
      and(
        eq(runPhases.runId, to),
        inArray(runPhases.phase, [...ids]),
        eq(origin.runId, from),
        eq(origin.phase, runPhases.phase),
        isNotNull(origin.result),
      ),
    );
}
