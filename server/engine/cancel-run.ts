import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
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
 * Cancels a run for `by`, a name as users see it. A run that no worker holds (queued, handed back, its worker dead) has
 * ended when this resolves ("cancelled"); of any other its holder learns within a second ("requested").
 *
 * @throws CancelRefused
 */
export async function cancelRun(parts: CancelParts, runId: string, by: string): Promise<"cancelled" | "requested"> {
  await requestCancel(parts.db, runId, by);
  return (await endUnheld(parts, runId, by)) ? "cancelled" : "requested";
}

/** The row's lock decides between the request and the end of the run: whoever commits first. */
async function requestCancel(db: Database, runId: string, by: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [run] = await tx.select({ status: runs.status }).from(runs).where(eq(runs.id, runId)).for("no key update");
    if (!run) throw new CancelRefused("ERR_RUN_002", "This run does not exist.");
    if (run.status !== "queued" && run.status !== "running") {
      throw new CancelRefused("ERR_RUN_003", `This run has ended already (${run.status}).`);
    }
    const first = sql`coalesce(${runs.cancelRequestedBy}, ${by})`;
    const at = sql`coalesce(${runs.cancelRequestedAt}, now())`;
    await tx.update(runs).set({ cancelRequestedAt: at, cancelRequestedBy: first }).where(eq(runs.id, runId));
  });
}

/** Ends a run no worker holds. False when one does, which sees the request at its next commit, or when it has ended. */
async function endUnheld(parts: CancelParts, runId: string, by: string): Promise<boolean> {
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
