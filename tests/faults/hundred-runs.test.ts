import { isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runs } from "#server/db/schema/run.ts";
import { logger } from "#server/engine/logger.ts";
import { openSinkCount } from "#server/engine/run-scope.ts";
import type { TestPhase } from "#tests/fixtures/run-parts.ts";
import { createTestEngine, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { expectSound } from "./fixtures/run-rows.ts";

const RUNS = 100;
const UNITS = 5;
/** All runs are one user's, to whom a quarter of the places is closed. */
const PLACES = 134;
const log = logger("app.calculations.test");

let engine: TestEngine;

beforeAll(async () => {
  engine = await createTestEngine();
}, 60_000);
afterAll(() => engine.close(), 60_000);

/** Every unit says whose it is; phase_4 of every third run throws on its way. */
const speaking: TestPhase<null>[] = [
  { id: "phase_3", unit: ({ scope }, unit) => log.info(`${scope.runId} phase_3 ${unit}`) },
  {
    id: "phase_4",
    unit({ scope, breathe }, unit) {
      log.warn(`${scope.runId} phase_4 ${unit}`);
      if (unit === 2 && isUnlucky(scope.runId)) throw new Error(`${scope.runId} gives up`);
      return breathe();
    },
  },
];

async function whenAllEnded(): Promise<void> {
  const ended = () => engine.database.db.$count(runs, isNotNull(runs.endedAt));
  await expect.poll(ended, { timeout: 120_000, interval: 100 }).toBe(RUNS);
}

const isUnlucky = (runId: string) => Number.parseInt(runId.slice(0, 4), 16) % 3 === 0;

test("[LOG2] F12 a hundred runs at once: no line in another run's log, no sink left", {
  timeout: 180_000,
}, async () => {
  const runIds = await Promise.all(Array.from({ length: RUNS }, () => engine.startRun()));
  const worker = await engine.startWorker(speaking, {}, { concurrency: PLACES });
  await whenAllEnded();
  for (const runId of runIds) {
    const unlucky = isUnlucky(runId);
    expect((await engine.stateOf(runId)).status).toBe(unlucky ? "partial" : "completed");
    const events = await expectSound(engine.database.db, runId);
    const lines = events.flatMap((event) =>
      event.type === "log" && /^[0-9a-f-]{36}/.test(event.message) ? [event] : [],
    );
    const said = (phase: string, units: number) =>
      Array.from({ length: units }, (_, i) => `${runId} ${phase} ${i + 1}`);
    expect(lines.map(({ message }) => message)).toEqual([
      ...said("phase_3", UNITS),
      ...said("phase_4", unlucky ? 2 : UNITS),
    ]);
    expect(JSON.stringify(events)).toContain(unlucky ? `${runId} gives up` : "phase_6");
  }
  expect(openSinkCount()).toBe(0);
  await worker.stop();
});

test("[LOG2] F12 a hundred runs whose worker is told to stop: none goes on, no sink is left", {
  timeout: 180_000,
}, async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  let standing = 0;
  const waiting: TestPhase<null>[] = [
    {
      id: "phase_3",
      async unit({ scope }, unit) {
        log.info(`${scope.runId} phase_3 ${unit}`);
        standing += 1;
        await held;
      },
    },
  ];
  const runIds = await Promise.all(Array.from({ length: RUNS }, () => engine.startRun()));
  const worker = await engine.startWorker(waiting, {}, { concurrency: PLACES });
  await expect.poll(() => standing, { timeout: 60_000 }).toBe(RUNS);
  expect(openSinkCount()).toBe(RUNS);
  const stopped = worker.stop();
  release();
  await stopped;
  expect(openSinkCount()).toBe(0);
  for (const runId of runIds) {
    const events = await expectSound(engine.database.db, runId);
    expect(events.filter((event) => event.type === "log" && event.message.includes(" phase_3 "))).toMatchObject([
      { message: `${runId} phase_3 1` },
    ]);
    expect((await engine.stateOf(runId)).status).toBe("running");
  }
});
