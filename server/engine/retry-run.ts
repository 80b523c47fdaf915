import { and, eq, inArray } from "drizzle-orm";
import { retryPoint } from "#lib/run/retry-point.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import type { RunQueue } from "./queue.ts";
import { type StartedRun, startRun } from "./start-run.ts";

/** A run that cannot be retried; `code` is ERR_RUN_002 (no such run) or ERR_RUN_005 (it has nothing to retry). */
export class RetryRefused extends Error {
  readonly code: "ERR_RUN_002" | "ERR_RUN_005";

  constructor(code: RetryRefused["code"], message: string) {
    super(message);
    this.code = code;
  }
}

const ACTIVE = ["queued", "running"] as const;

/**
 * Puts a retry of an ended run in line, for the user `requestedBy`: the same dates, and what it completed is carried
 * over. The answer is the active run, `already: true`, where the run itself, a retry of it, or another run of its
 * portfolio has not ended.
 *
 * @throws RetryRefused
 */
export async function retryRun(
  db: Database,
  queue: RunQueue,
  runId: string,
  requestedBy: string | null,
): Promise<StartedRun> {
  return db.transaction(async (tx) => {
    // Whoever asks at the same time waits here, and finds this retry.
    const [run] = await tx.select().from(runs).where(eq(runs.id, runId)).for("no key update");
    if (!run) throw new RetryRefused("ERR_RUN_002", "This run does not exist.");
    if (run.status === "queued" || run.status === "running") return { runId, already: true };
    const active = await activeRetry(tx, runId);
    if (active) return { runId: active, already: true };
    if (!(await hasWorkLeft(tx, run))) {
      throw new RetryRefused("ERR_RUN_005", `No phase of this run failed or was left out (${run.status}).`);
    }
    const { portfolioId, fromDate: from, toDate: to, force } = run;
    return startRun(tx, queue, { kind: "retry", retryOf: runId, portfolioId, requestedBy, from, to, force });
  });
}

/** Runs without a portfolio are not limited to one at a time by themselves. */
async function activeRetry(tx: Transaction, runId: string): Promise<string | null> {
  const [retry] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.retryOf, runId), inArray(runs.status, [...ACTIVE])));
  return retry?.id ?? null;
}

/** A run that failed or was cancelled has at least its end to make up for. */
async function hasWorkLeft(tx: Transaction, { id, status }: typeof runs.$inferSelect): Promise<boolean> {
  if (status === "failed" || status === "cancelled") return true;
  const { status: phaseStatus, total } = runPhases;
  const phases = await tx.select({ status: phaseStatus, total }).from(runPhases).where(eq(runPhases.runId, id));
  return retryPoint(phases) !== null;
}
