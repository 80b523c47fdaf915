import { afterEach, beforeEach, expect, test } from "vitest";
import { type DisturbedRun, openDisturbedRun } from "./fixtures/disturbed-run.ts";
import { expectSame } from "./fixtures/expect-same.ts";
import { storedEvents, storedState } from "./fixtures/run-rows.ts";

let run: DisturbedRun;

beforeEach(async () => {
  run = await openDisturbedRun();
}, 120_000);
afterEach(() => run.close(), 60_000);

test("[RUN11] F9 a worker told to stop hands its run over, ends with exit code 0, and leaves nothing out", {
  timeout: 180_000,
}, async () => {
  const { portfolio, queue, database } = run;
  const phases = ["phase_1", "phase_1_5", "phase_3", "phase_6"];
  let worker = run.startWorker();
  const runId = await portfolio.begin(queue);
  for (const phase of phases) {
    await run.atWork(runId, phase);
    const next = run.startWorker();
    worker.child.kill("SIGTERM");
    expect(await worker.ended).toEqual({ code: 0, signal: null, output: "" });
    expect((await storedState(database.db, runId)).endedAt).toBeNull();
    worker = next;
  }
  await run.ended(runId);

  expectSame(await portfolio.outcomeOf(runId), run.undisturbed, "four workers one after the other");
  const resumes = (await storedEvents(database.db, runId)).filter(({ type }) => type === "run-resume");
  expect(resumes).toHaveLength(phases.length);
});
