import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, type DatabaseClients } from "#server/db/client.ts";
import { type EmbeddedServer, startEmbeddedServer } from "#server/db/embedded-server.ts";
import { migrateDatabase } from "#server/db/migrate.ts";
import { openQueue, type RunQueue } from "#server/engine/queue.ts";
import { expectSame } from "./fixtures/expect-same.ts";
import { storedState, whenStored } from "./fixtures/run-rows.ts";
import { type Outcome, type SmallPortfolio, storeSmallPortfolio } from "./fixtures/small-portfolio.ts";
import { startWorkerProcess, type WorkerProcess } from "./fixtures/worker-process.ts";

let dataDir: string;
let server: EmbeddedServer;
let clients: DatabaseClients;
let queue: RunQueue;
let portfolio: SmallPortfolio;
let undisturbed: Outcome;
let worker: WorkerProcess;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "nonet-restart-"));
  server = await start();
  const { connection } = server;
  await migrateDatabase(connection);
  clients = connect(connection);
  // The queue says what it meets on the way; what counts is that the run comes to its end.
  queue = await openQueue({ connection, onError: () => undefined });
  portfolio = await storeSmallPortfolio(clients.db);
  worker = startWorkerProcess({ connection, child: false, paceMs: 12 });
  undisturbed = await portfolio.outcomeOf(await ended(await portfolio.begin(queue)));
}, 120_000);
afterEach(async () => {
  worker.child.kill("SIGKILL");
  await worker.ended;
  await queue.close();
  await clients.end();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}, 60_000);

const start = () => startEmbeddedServer({ dataDir, log: () => undefined, settings: { fsync: "off" } });

async function ended(runId: string): Promise<string> {
  await whenStored(clients.db, runId, ({ endedAt }) => endedAt !== null);
  return runId;
}

async function atWork(runId: string, phase: string): Promise<void> {
  await whenStored(clients.db, runId, ({ phases }) =>
    phases.some(({ id, status }) => id === phase && status !== "pending"),
  );
}

async function killPostmaster(): Promise<void> {
  const [pid] = (await readFile(join(dataDir, "pgdata/postmaster.pid"), "utf8")).split("\n");
  process.kill(Number(pid), "SIGKILL");
  await server.exited;
}

test.each([
  ["restarted", "phase_1", () => server.stop()],
  ["restarted", "phase_1_5", () => server.stop()],
  ["restarted", "phase_3", () => server.stop()],
  ["restarted", "phase_6", () => server.stop()],
  ["killed", "phase_1", killPostmaster],
  ["killed", "phase_4", killPostmaster],
])(
  "[RUN10] F3 Postgres is %s in %s: the run pauses, goes on in the same hands and completes",
  {
    timeout: 240_000,
  },
  async (_how, phase, takeAway) => {
    const runId = await portfolio.begin(queue);
    await atWork(runId, phase);
    await takeAway();
    server = await start();
    await ended(runId);
    expect(worker.child.exitCode).toBeNull();
    expect(await storedState(clients.db, runId)).toMatchObject({ status: "completed", resumes: 0 });
    expectSame(await portfolio.outcomeOf(runId), undisturbed, `the database away in ${phase}`);
  },
);
