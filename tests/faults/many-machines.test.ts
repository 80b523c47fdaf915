import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionEnvironment } from "#server/db/connection.ts";
import { runLeases } from "#server/db/schema/run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { type ServerProcess, startServerProcess } from "#tests/fixtures/server-process.ts";
import { hasShownEnd, openLiveViewer } from "./fixtures/live-viewer.ts";
import { expectSound, storedState } from "./fixtures/run-rows.ts";
import { signUp, startOnboarding } from "./fixtures/signed-in.ts";
import { startWorkerProcess, type WorkerProcess } from "./fixtures/worker-process.ts";

let database: TestDatabase;
let webs: ServerProcess[];
let workers: WorkerProcess[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { connection } = database;
  const role = { ...connectionEnvironment(connection), NONET_ROLE: "web" };
  webs = [await startServerProcess(role), await startServerProcess(role)];
  workers = [0, 1].map(() => startWorkerProcess({ connection, child: false, paceMs: 12 }));
}, 60_000);
afterAll(async () => {
  for (const { child } of workers) child.kill("SIGKILL");
  await Promise.all([...workers.map(({ ended }) => ended), ...webs.map((web) => web.end("SIGKILL"))]);
  await database.drop();
});

test("[LIVE7] two web and two worker processes: started here, watched there, its worker killed, no gap", {
  timeout: 180_000,
}, async () => {
  const { db } = database;
  const [here, there] = [webs[0]!, webs[1]!];
  // The set-up link is the one printed last.
  const cookie = await signUp(there);
  const runId = await startOnboarding(here.url, cookie);
  const viewer = openLiveViewer({ url: there.url, cookie, initial: await storedState(db, runId) });
  await viewer.when(({ state }) => state.phases[1]?.status === "running");

  const [lease] = await db.select().from(runLeases).where(eq(runLeases.runId, runId));
  const holder = workers.find(({ id }) => id === lease?.workerId)!;
  const killedAt = Date.now();
  holder.child.kill("SIGKILL");
  await viewer.when(hasShownEnd);

  const events = await expectSound(db, runId);
  const state = await storedState(db, runId);
  const resumes = events.filter(({ type }) => type === "run-resume");
  expect(state).toMatchObject({ status: "completed", resumes: 1 });
  expect(events.filter(({ type }) => type === "phase-start")).toHaveLength(9);
  expect(viewer.view().state).toEqual(state);
  expect(viewer.lineSeqs()).toEqual(events.filter(({ type }) => type === "log").map(({ seq }) => seq));
  console.log(`many machines: a lost machine's run resumed after ${Date.parse(resumes[0]!.at) - killedAt} ms`);
  viewer.leave();
});
