import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { RunStatus } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";
import type { Clock } from "./clock.ts";
import { systemClock } from "./clock.ts";
import { releaseLease } from "./lease.ts";
import { createPostgresRunStore } from "./postgres-run-store.ts";
import { createRecorder } from "./recorder.ts";
import { endCancelled } from "./run-end.ts";
import { withRunScope } from "./run-scope.ts";
import { takeRun } from "./take-run.ts";

/** A run that cannot be cancelled; `code` is ERR_RUN_002 (no such run) or ERR_RUN_003 (it has ended). */
export class CancelRefused extends Error {
  readonly code: "ERR_RUN_002" | "ERR_RUN_003";

  constructor(code: "ERR_RUN_002" | "ERR_RUN_003", message: string) {
    super(message);
    this.code = code;
  }
}

export interface CancelParts {
  readonly db: Database;
  readonly clock?: Clock;
  onCommitted?(runId: string, seq: number): void;
}

/**
 * Cancels a run for `by`, a name as users see it. A queued run has ended when this resolves ("cancelled"); of a running
 * one its holder learns at its next unit ("requested").
 *
 * @throws CancelRefused
 */
export async function cancelRun(parts: CancelParts, runId: string, by: string): Promise<"cancelled" | "requested"> {
  const status = await requestCancel(parts.db, runId, by);
  if (status !== "queued") return "requested";
  return (await endQueued(parts, runId, by)) ? "cancelled" : "requested";
}

/** The row's lock decides between the request and the end of the run: whoever commits first. */
async function requestCancel(db: Database, runId: string, by: string): Promise<RunStatus> {
  return db.transaction(async (tx) => {
    const [run] = await tx.select({ status: runs.status }).from(runs).where(eq(runs.id, runId)).for("no key update");
    if (!run) throw new CancelRefused("ERR_RUN_002", "This run does not exist.");
    if (run.status !== "queued" && run.status !== "running") {
      throw new CancelRefused("ERR_RUN_003", `This run has ended already (${run.status}).`);
    }
    const first = sql`coalesce(${runs.cancelRequestedBy}, ${by})`;
    const at = sql`coalesce(${runs.cancelRequestedAt}, now())`;
    await tx.update(runs).set({ cancelRequestedAt: at, cancelRequestedBy: first }).where(eq(runs.id, runId));
    return run.status;
  });
}

/** Ends a run no worker holds yet. False when one has just taken it, which then sees the request at its first commit. */
async function endQueued(parts: CancelParts, runId: string, by: string): Promise<boolean> {
  const { db, clock = systemClock } = parts;
  const taken = await takeRun(db, runId, `cancel ${randomUUID()}`);
  if (!taken) return false;
  const recorder = createRecorder({
    ...taken,
    store: createPostgresRunStore(db),
    clock,
    ...(parts.onCommitted ? { onCommitted: parts.onCommitted } : {}),
    onFlushFailed: () => undefined,
  });
  try {
    await withRunScope(runId, recorder.log, (context) =>
      endCancelled({ ...taken, recorder, clock, context, interruption: new AbortController() }, by),
    );
  } finally {
    await recorder.close();
    await releaseLease(db, runId, taken.epoch);
  }
  return true;
}
