import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionEnvironment } from "#server/db/connection.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { type ServerProcess, startServerProcess } from "#tests/fixtures/server-process.ts";
import { hasShownEnd, openLiveViewer } from "./fixtures/live-viewer.ts";
import { expectSound, storedState } from "./fixtures/run-rows.ts";
import { signUp, startOnboarding } from "./fixtures/signed-in.ts";
import { HOOK } from "./fixtures/worker-process.ts";

const LOSSES = 3;

let database: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  const environment = { NODE_OPTIONS: `--import ${HOOK}`, NONET_TEST_PACE_MS: "10" };
  server = await startServerProcess({ ...connectionEnvironment(database.connection), ...environment });
}, 60_000);
afterAll(async () => {
  await server.end("SIGKILL");
  await database.drop();
});

test("[RUN7] a server whose worker is killed has its run taken up by the next one at once, each time", {
  timeout: 240_000,
}, async () => {
  const { db } = database;
  const cookie = await signUp(server);
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
  const resumed: number[] = [];
  for (let loss = 1; loss <= LOSSES; loss++) {
    const runId = await startOnboarding(server.url, cookie, `Broker ${loss}`);
    const viewer = openLiveViewer({ url: server.url, cookie, initial: await storedState(db, runId) });
    await viewer.when(({ state }) => state.phases[1]?.status === "running");
    const killedAt = Date.now();
    process.kill(server.descendants()[0]!, "SIGKILL");
    await viewer.when(hasShownEnd);

    const events = await expectSound(db, runId);
    expect(await storedState(db, runId)).toMatchObject({ status: "completed", resumes: 1 });
    expect(viewer.view().state).toEqual(await storedState(db, runId));
    resumed.push(Date.parse(events.find(({ type }) => type === "run-resume")!.at) - killedAt);
    viewer.leave();
  }
  console.log(`worker loss: a dead child's run resumed after ${resumed.join(", ")} ms`);
});
