import { afterAll, beforeAll, expect, test } from "vitest";
import { PLAN } from "#lib/run/plan.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import { createTestClock, INPUTS } from "#tests/fixtures/run-parts.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { createRecordedRuns } from "./recorded-runs.ts";

let engine: TestEngine;

beforeAll(async () => {
  engine = await createTestEngine();
});
afterAll(() => engine.close());

/** An ended run in which every phase took so long, and phase_6 ten times that. */
async function recordRun(busyMs: number, change: Partial<typeof runs.$inferInsert> = {}): Promise<void> {
  const { db } = engine.database;
  const portfolioId = await storePortfolio(db, []);
  const ended = { portfolioId, kind: "onboarding" as const, status: "completed" as const, inputs: INPUTS };
  const [run] = await db
    .insert(runs)
    .values({ ...ended, ...change })
    .returning({ id: runs.id });
  const rows = PLAN.map(({ id, name, unit }, ordinal) => ({
    ...{ runId: run!.id, phase: id, name, unit, ordinal, weight: 10, current: 5, total: 5 },
    ...{ status: "completed" as const, counts: {}, warnings: [], busyMs: id === "phase_6" ? 10 * busyMs : busyMs },
  }));
  await db.insert(runPhases).values(rows);
}

test("[PRG1] weights and usual durations come from recorded like runs, travel in run-start, and hold for the run", async () => {
  for (let run = 0; run < 12; run++) await recordRun(100);
  await recordRun(9_000, { kind: "manual" });
  await recordRun(9_000, { status: "failed" });
  await recordRun(9_000, { inputs: { ...INPUTS, positions: 5 } });
  const runId = await engine.startRun();
  const worker = await engine.startWorker();
  await engine.whenRun(runId, hasEnded);
  await worker.stop();
  const { state, events } = await engine.foldedRun(runId);
  expect(state.phases.map(({ weight }) => Math.round(10 * weight) / 10)).toEqual([...Array(8).fill(5.6), 55.6]);
  expect(state.usual?.runs).toBe(12);
  expect(state.usual?.phases.phase_6).toEqual({
    p10: 1000,
    p50: 1000,
    p90: 1000,
    p95: 1000,
    left10: 1000,
    left90: 1000,
  });
  expect(state.usual?.phases.phase_1).toMatchObject({ p50: 100, left10: 1800, left90: 1800 });
  expect(events.filter((event) => "usual" in event)).toMatchObject([{ type: "run-start" }]);
});

test("[PRG1] recorded runs are read once a minute, and only what a phase completed counts", async () => {
  const { db } = engine.database;
  const clock = createTestClock();
  const recorded = createRecordedRuns(db, clock);
  expect(await recorded("nightly")).toEqual([]);
  // While there are few, each one more is known at once.
  for (let count = 1; count <= 10; count++) {
    await recordRun(70, { kind: "nightly" });
    expect(await recorded("nightly")).toHaveLength(count);
  }
  const before = await recorded("nightly");
  await recordRun(80, { kind: "nightly" });
  expect(await recorded("nightly")).toBe(before);
  clock.advance(60_000);
  expect(await recorded("nightly")).toHaveLength(11);
  const [run] = before;
  expect(run).toMatchObject({
    ...{ positions: 2, dates: 5, priceSource: "sample" },
    ...{ busyMs: { phase_1: 70, phase_6: 700 }, units: { phase_1: 5 } },
  });
});
