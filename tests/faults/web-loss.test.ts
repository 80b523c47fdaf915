import { afterEach, beforeEach, expect, test } from "vitest";
import { connectionEnvironment } from "#server/db/connection.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { type ServerProcess, startServerProcess } from "#tests/fixtures/server-process.ts";
import { hasShownEnd, openLiveViewer } from "./fixtures/live-viewer.ts";
import { expectSound, storedState } from "./fixtures/run-rows.ts";
import { signUp, startOnboarding } from "./fixtures/signed-in.ts";
import { startWorkerProcess, type WorkerProcess } from "./fixtures/worker-process.ts";

let database: TestDatabase;
let web: ServerProcess;
let worker: WorkerProcess;

beforeEach(async () => {
  database = await createTestDatabase();
  web = await startWeb("0");
  worker = startWorkerProcess({ connection: database.connection, child: false, paceMs: 10 });
});
afterEach(async () => {
  worker.child.kill("SIGKILL");
  await Promise.all([worker.ended, web.end("SIGKILL")]);
  await database.drop();
});

const startWeb = (port: string) =>
  startServerProcess({ ...connectionEnvironment(database.connection), NONET_ROLE: "web", PORT: port });

test("[LIVE7] F2 the web process is killed: its viewers come back to the next one and miss nothing", {
  timeout: 180_000,
}, async () => {
  const { db } = database;
  const cookie = await signUp(web);
  const runId = await startOnboarding(web.url, cookie);
  const initial = await storedState(db, runId);
  const viewers = Array.from({ length: 3 }, () => openLiveViewer({ url: web.url, cookie, initial }));
  await Promise.all(viewers.map((viewer) => viewer.when(({ state }) => state.phases[1]?.status === "running")));

  const { port } = new URL(web.url);
  await web.end("SIGKILL");
  await Promise.all(viewers.map((viewer) => viewer.when(({ sync }) => sync.kind === "reconnecting")));
  web = await startWeb(port);
  await Promise.all(viewers.map((viewer) => viewer.when(hasShownEnd)));

  const events = await expectSound(db, runId);
  const state = await storedState(db, runId);
  expect(state).toMatchObject({ status: "completed", resumes: 0 });
  for (const viewer of viewers) {
    expect(viewer.view().state).toEqual(state);
    expect(viewer.lineSeqs()).toEqual(events.filter(({ type }) => type === "log").map(({ seq }) => seq));
    viewer.leave();
  }
});
