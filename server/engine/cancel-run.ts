import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";
import type { Clock } from "./clock.ts";
import { systemClock } from "./clock.ts";
import { leaseEpoch, releaseLease } from "./lease.ts";
import { pauseFor } from "./outage.ts";
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

/** A holder that has not ended the run by then is taken for lost. It asks for requests every 300 ms. */
const REACTION_MS = 700;
const LOOK_EVERY_MS = 50;

/**
 * Cancels a run for `by`, a name as users see it. It has ended when this resolves ("cancelled"): at once by the caller
 * where no worker holds it, otherwise by its holder, or by the caller again where the holder does not react.
 * "requested" where another has taken it in just that moment: it ends there.
 *
 * @throws CancelRefused
 */
export async function cancelRun(parts: CancelParts, runId: string, by: string): Promise<"cancelled" | "requested"> {
  const { db } = parts;
  await requestCancel(db, runId, by);
  const epoch = await leaseEpoch(db, runId);
  if (await endHere(parts, runId, by, null)) return "cancelled";
  if (await hasEndedWithin(db, runId, REACTION_MS)) return "cancelled";
  return (await endHere(parts, runId, by, epoch)) ? "cancelled" : "requested";
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

async function hasEndedWithin(db: Database, runId: string, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; ; await pauseFor(LOOK_EVERY_MS)) {
    const [run] = await db.select({ endedAt: runs.endedAt }).from(runs).where(eq(runs.id, runId));
    if (!run || run.endedAt !== null) return true;
    if (Date.now() > until) return false;
  }
}

/** Ends a run that no worker holds, or that is held at the epoch `from`. False when another has it, or it has ended. */
async function endHere(parts: CancelParts, runId: string, by: string, from: number | null): Promise<boolean> {
  const { db, clock = systemClock } = parts;
  const taken = await takeRun(db, runId, `cancel ${randomUUID()}`, from);
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
      endCancelled({ ...taken, recorder, clock, context, busy: new Map(), interruption: new AbortController() }, by),
    );
  } finally {
    await recorder.close();
    await releaseLease(db, runId, taken.epoch);
  }
  return true;
}
