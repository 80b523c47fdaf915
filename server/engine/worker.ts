import { and, isNotNull } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Draining, RunCancelled } from "./interruption.ts";
import { BEAT_EVERY_MS, beatLeases } from "./lease.ts";
import { logger } from "./logger.ts";
import type { PhaseRegistry } from "./phase.ts";
import type { RunQueue } from "./queue.ts";
import { createRecordedRuns } from "./recorded-runs.ts";
import { every } from "./repeat.ts";
import { inPlanOrder } from "./run-plan.ts";
import type { PrepareRun } from "./run-request.ts";
import { resendRuns, resendSilentRuns } from "./sweep.ts";
import { workRun } from "./work-run.ts";

export interface WorkerParts<Ports> {
  readonly db: Database;
  readonly queue: RunQueue;
  readonly phases: PhaseRegistry<Ports>;
  readonly prepare: PrepareRun<Ports>;
  /** Unique among all workers, dead ones included. */
  readonly workerId: string;
  /** Runs at once. */
  readonly concurrency?: number;
  readonly clock?: Clock;
  /** Told of each committed seq, e.g. the notifier. */
  onCommitted?(runId: string, seq: number): void;
}

export interface Worker {
  /** Ids of the runs at work. */
  held(): string[];
  /**
   * Takes nothing new, lets each run finish the unit in hand, and puts the unfinished runs in line for others.
   *
   * @throws AggregateError with everything that went wrong on the way.
   */
  stop(): Promise<void>;
}

const CONCURRENCY = 8;
/** A request to cancel takes effect within a second, the reading and the ending included. */
const CANCEL_WATCH_MS = 300;
const SWEEP_MS = 5_000;

const log = logger("nonet.worker");

/** Works on runs from the queue until it is stopped. Opens nothing of its own: closing queue and database is the caller's. */
export async function startWorker<Ports>(parts: WorkerParts<Ports>): Promise<Worker> {
  const { db, queue, workerId } = parts;
  const phases = inPlanOrder(parts.phases);
  const held = new Map<string, { interruption: AbortController; ended: Promise<void> }>();
  const handedBack = new Set<string>();
  const errors: unknown[] = [];
  const clock = parts.clock ?? systemClock;
  const runParts = { ...parts, clock, phases, recorded: createRecordedRuns(db, clock) };
  let isStopping = false;

  function failed(error: unknown): void {
    if (isStopping) errors.push(error);
    log.error({ err: error }, "The worker met an error");
  }

  async function handle(runId: string): Promise<void> {
    if (isStopping) handedBack.add(runId);
    if (isStopping || held.has(runId)) return;
    const interruption = new AbortController();
    const work = workRun(runParts, runId, interruption);
    const ended = work.then((outcome) => void (outcome === "handed back" && handedBack.add(runId))).catch(failed);
    held.set(runId, { interruption, ended });
    await ended;
    held.delete(runId);
  }

  const timers = [
    every(
      BEAT_EVERY_MS,
      async () => void (held.size > 0 && (await beatLeases(db, workerId, [...held.keys()]))),
      failed,
    ),
    every(CANCEL_WATCH_MS, () => interruptCancelled(db, held), failed),
    every(SWEEP_MS, () => resendSilentRuns(db, queue), failed),
  ];
  const takeNoMore = await queue.work(parts.concurrency ?? CONCURRENCY, handle);

  return {
    held: () => [...held.keys()],
    async stop() {
      isStopping = true;
      await takeNoMore().catch(failed);
      for (const run of held.values()) run.interruption.abort(new Draining());
      while (held.size > 0) await Promise.all([...held.values()].map((run) => run.ended));
      await Promise.all(timers.map((timer) => timer.stop()));
      await resendRuns(db, queue, [...handedBack]).catch(failed);
      if (errors.length > 0) throw new AggregateError(errors, "the worker did not stop cleanly");
    },
  };
}

/** Tells the runs at work of requests to cancel them; a phase that waits for the network learns of it so. */
async function interruptCancelled(
  db: Database,
  held: ReadonlyMap<string, { interruption: AbortController }>,
): Promise<void> {
  if (held.size === 0) return;
  const rows = await db
    .select({ id: runs.id, by: runs.cancelRequestedBy })
    .from(runs)
    .where(and(anyOf(runs.id, [...held.keys()]), isNotNull(runs.cancelRequestedAt)));
  for (const { id, by } of rows) held.get(id)?.interruption.abort(new RunCancelled(by ?? "an administrator"));
}
