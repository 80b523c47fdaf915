import { afterEach, beforeEach, expect, test } from "vitest";
import { connectionEnvironment } from "#server/db/connection.ts";
import { type OwnServer, startOwnServer } from "#tests/fixtures/own-server.ts";
import { type ServerProcess, startServerProcess } from "#tests/fixtures/server-process.ts";
import { hasShownEnd, type LiveViewer, openLiveViewer } from "./fixtures/live-viewer.ts";
import { expectSound, storedState, whenStored } from "./fixtures/run-rows.ts";
import { signUp, startOnboarding } from "./fixtures/signed-in.ts";
import { startWorkerProcess, type WorkerProcess } from "./fixtures/worker-process.ts";

let server: OwnServer;
let web: ServerProcess;
let worker: WorkerProcess;
let viewers: LiveViewer[];

beforeEach(async () => {
  server = await startOwnServer();
  const { connection } = server.database;
  web = await startServerProcess({
    ...connectionEnvironment(connection),
    ...{ NONET_ROLE: "web", NONET_LOG_LEVEL: "silent" },
  });
  worker = startWorkerProcess({ connection, child: false, paceMs: 12 });
}, 120_000);
afterEach(async () => {
  for (const viewer of viewers) viewer.leave();
  worker.child.kill("SIGKILL");
  await Promise.all([worker.ended, web.end("SIGKILL")]);
  await server.database.drop();
}, 60_000);

test.each(["phase_1_5", "phase_6"])(
  "[LIVE4] F3 Postgres is restarted in %s: viewers of the run and of the list stay, and miss nothing",
  { timeout: 240_000 },
  async (phase) => {
    const { db } = server.database;
    const cookie = await signUp(web);
    const runId = await startOnboarding(web.url, cookie);
    const initial = await storedState(db, runId);
    viewers = Array.from({ length: 3 }, () => openLiveViewer({ url: web.url, cookie, initial }));
    const listed = new Map<string, string>();
    viewers[0]!.socket.on("run-changed", (run) => listed.set(run.id, run.status));
    const filter = { scope: "mine" as const };
    await expect.poll(() => viewers[0]!.socket.emitWithAck("watch-runs", { filter })).toMatchObject({ ok: true });
    const isAtWork = ({ state }: { state: typeof initial }) =>
      state.phases.some(({ id, status }) => id === phase && status === "running");
    await Promise.all(viewers.map((viewer) => viewer.when(isAtWork)));
    const sids = viewers.map(({ socket }) => socket.id);

    await server.stop();
    await server.start();
    await whenStored(db, runId, ({ endedAt }) => endedAt !== null);
    await Promise.all(viewers.map((viewer) => viewer.when(hasShownEnd)));
    await expect.poll(() => listed.get(runId), { timeout: 20_000 }).toBe("completed");

    // The sockets have lasted: it is the web process that came through.
    expect(viewers.map(({ socket }) => socket.id)).toEqual(sids);
    const events = await expectSound(db, runId);
    const state = await storedState(db, runId);
    expect(state).toMatchObject({ status: "completed", resumes: 0 });
    for (const viewer of viewers) {
      expect(viewer.view().state).toEqual(state);
      expect(viewer.lineSeqs()).toEqual(events.filter(({ type }) => type === "log").map(({ seq }) => seq));
    }
    const ready = async () => (await fetch(`${web.url}/readyz`)).status;
    await expect.poll(ready, { timeout: 30_000 }).toBe(200);
  },
);
