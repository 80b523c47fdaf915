import { setTimeout as delay } from "node:timers/promises";
import { required } from "#lib/assert.ts";
import { PLAN } from "#lib/run/plan.ts";
import { connect, openClient } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { systemClock } from "#server/engine/clock.ts";
import { createNotifier } from "#server/engine/notifier.ts";
import { createPostgresRunStore } from "#server/engine/postgres-run-store.ts";
import type { RunQueue } from "#server/engine/queue.ts";
import { createRecorder, type Recorder } from "#server/engine/recorder.ts";
import { startRun } from "#server/engine/start-run.ts";
import { takeRun } from "#server/engine/take-run.ts";
import { answerQuestions } from "./remote-process.ts";

/** What a run writes: units one after another, each committed with its progress and some entries of the log. */
export interface Pace {
  readonly units: number;
  /** From the beginning of one unit to the next; 0 writes as fast as it goes. */
  readonly unitMs: number;
  readonly entriesPerUnit: number;
}

const PHASE = "phase_1";
const UNITS = 1_000_000;
const PROGRESS_EVERY_MS = 150;

const connection = required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "DATABASE_URL");
const { db } = connect(connection, { applicationName: "nonet bench writer" });
const notifier = createNotifier(openClient(connection, { applicationName: "nonet bench notifier", max: 1 }));
const recorders = new Map<string, Recorder>();
const nobodyWorks = { send: async () => undefined } as unknown as RunQueue;

/** A worker's writing half: real runs, recorders and announcements, and no arithmetic. */
export const writer = {
  /** Starts runs that stand in their first phase; answers with their ids. */
  async start({ runs }: { runs: number }): Promise<string[]> {
    return Promise.all(Array.from({ length: runs }, begin));
  },
  /** Has these runs write side by side; answers with the seq each has come to. */
  async write({ runIds, pace }: { runIds: readonly string[]; pace: Pace }): Promise<number[]> {
    return Promise.all(runIds.map((runId, index) => writeUnits(runId, pace, index / runIds.length)));
  },
};
export type Writer = typeof writer;

async function begin(): Promise<string> {
  const { runId } = await startRun(db, nobodyWorks, { portfolioId: null, requestedBy: null, kind: "nightly" });
  const { state, lastAt, epoch } = required(await takeRun(db, runId, "bench"), "the run");
  const recorder = createRecorder({
    ...{ store: createPostgresRunStore(db), clock: systemClock, state, lastAt, epoch },
    onCommitted: notifier.notify,
    onFlushFailed: console.error,
  });
  const inputs = { dates: null, isPresent: true, positions: 0, symbols: UNITS, priceSource: "sample" };
  recorder.append({
    ...{ type: "run-start", kind: "nightly", portfolio: null },
    plan: PLAN.map(({ id, name, unit, defaultWeight }) => ({ id, name, unit, total: UNITS, weight: defaultWeight })),
    inputs: { ...inputs, simulated: true, notes: [] },
  });
  recorder.append({ type: "phase-start", phase: PHASE, total: UNITS });
  await recorder.commit();
  recorders.set(runId, recorder);
  return runId;
}

/** `offset` of a unit's time goes by first, so that runs do not all commit at the same moment. */
async function writeUnits(runId: string, { units, unitMs, entriesPerUnit }: Pace, offset: number): Promise<number> {
  const recorder = required(recorders.get(runId), "a run started here");
  const done = recorder.state().phases.find(({ id }) => id === PHASE)?.current ?? 0;
  const startedAt = performance.now() + offset * unitMs;
  for (let unit = 0; unit < units; unit++) {
    await delay(Math.max(0, startedAt + unit * unitMs - performance.now()));
    for (let entry = 0; entry < entriesPerUnit; entry++) logEntry(recorder, done + unit, entry);
    await recorder.commit({ phase: PHASE, checkpoint: { done: done + unit + 1, busyMs: unit } });
  }
  // Progress that was too soon after the last to be sent comes with this commit, and nothing is left to be flushed.
  await delay(PROGRESS_EVERY_MS);
  await recorder.commit();
  return recorder.state().seq;
}

/** In turns of two forms: lines of one form in a row would be one row of the page, and less work for it than a real log is. */
function logEntry(recorder: Recorder, unit: number, entry: number): void {
  const name = `SYM${unit}.${entry}`;
  const message =
    entry % 2 === 0
      ? `Fetched 254 sessions of ${name} from the sample market, 0 gaps, 2 dividends`
      : `Stored 254 sessions of ${name}, of these 3 restated, 0 rejected, 251 unchanged`;
  const symbol = `SYM${unit}`;
  recorder.log({ level: "info", logger: "app.services.market_data", phase: PHASE, message, subject: { symbol } });
}

answerQuestions(writer);
