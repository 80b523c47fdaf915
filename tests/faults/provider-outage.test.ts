import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { providerStates } from "#server/db/schema/market.ts";
import { runEvents } from "#server/db/schema/run.ts";
import { openQueue, type RunQueue } from "#server/engine/queue.ts";
import { startRun } from "#server/engine/start-run.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { SourceName } from "#server/market/price-source.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { startFmpStub } from "#tests/fixtures/providers/fmp-stub.ts";
import { startMassiveStub } from "#tests/fixtures/providers/massive-stub.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { type SeenRun, seenRun } from "./fixtures/seen-run.ts";
import { startWorkerProcess, type WorkerProcess } from "./fixtures/worker-process.ts";

const KEY = "test-key";
const FROM = "2025-06-02";
const TO = "2025-06-13";

const stubs = { yahoo: await startYahooStub(), massive: await startMassiveStub(), fmp: await startFmpStub() };
let database: TestDatabase;
let queue: RunQueue;
let worker: WorkerProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  const { connection } = database;
  queue = await openQueue({ connection, onError: () => undefined });
  const environment = {
    ...{ NONET_PROVIDERS: "massive,yahoo,fmp", MASSIVE_API_KEY: KEY, FMP_API_KEY: KEY, NONET_LOG_LEVEL: "info" },
    ...{ NONET_YAHOO_URL: stubs.yahoo.url, NONET_MASSIVE_URL: stubs.massive.url, NONET_FMP_URL: stubs.fmp.url },
    ...{ NONET_MASSIVE_RATE: "6000", NONET_FMP_RATE: "6000", NONET_NIGHTLY_AT: "off" },
  };
  worker = startWorkerProcess({ connection, child: false, environment });
});
const faults: (() => void)[] = [];
afterEach(() => faults.splice(0).forEach((takeBack) => void takeBack()));
afterAll(async () => {
  worker.child.kill("SIGKILL");
  await worker.ended;
  await queue.close();
  await Promise.all(Object.values(stubs).map((stub) => stub.close()));
  await database.drop();
});

async function run(source: SourceName): Promise<SeenRun> {
  const held = ["AAPL", "KO"].map((symbol) => ({ symbol, entryDate: FROM }));
  const portfolioId = await storePortfolio(database.db, held, { priceSource: source, fromDate: FROM });
  const request = { portfolioId, requestedBy: null, kind: "manual", from: FROM, to: TO } as const;
  const { runId } = await startRun(database.db, queue, request);
  return seenRun(database.db, { portfolioId, runId });
}

test("[PH8] F8 a worker whose first provider is down has the prices of the next one, and never tells a key", async () => {
  faults.push(stubs.massive.fault({ fault: { kind: "status", status: 500, body: { error: `no such key ${KEY}` } } }));
  const [chained, alone, beside] = await Promise.all([run("live"), run("massive"), run("fmp")]);

  expect(alone).toMatchObject({ status: "failed" });
  expect(alone.reason).toMatch(/^No price from "Massive" for any of 2 symbols\. .*Choose another price source/);
  for (const seen of [chained, beside]) {
    expect(seen.collection).toMatchObject({ status: "completed", summary: "2/2 symbols priced (100.0% coverage)" });
  }
  const pricedBy = ({ collection }: SeenRun) =>
    required(
      collection.details?.find(({ title }) => title === "Priced by"),
      "Priced by",
    ).items;
  expect(pricedBy(chained)).toEqual([expect.stringMatching(/^Yahoo Finance: AAPL, KO, /)]);
  expect(pricedBy(beside)).toEqual([expect.stringMatching(/^Financial Modeling Prep: AAPL, KO, /)]);
  for (const symbol of ["AAPL", "KO"]) {
    expect(chained.valuesOf(symbol)).toHaveLength(sessionsBetween(FROM, TO).length);
    expect(chained.valuesOf(symbol)).toEqual(beside.valuesOf(symbol));
  }

  // The breaker, learnt of once by all: of some 40 questions, few have been sent.
  expect(stubs.massive.asked.length).toBeLessThanOrEqual(16);
  const states = await database.db.select().from(providerStates);
  expect(states.find(({ provider }) => provider === "massive")).toMatchObject({ closedReason: "failures" });
  const stored = JSON.stringify([states, await database.db.select().from(runEvents)]);
  worker.child.kill("SIGTERM");
  const { output } = await worker.ended;
  for (const text of [stored, output]) expect(text).not.toContain(KEY);
  expect(output).toContain("Massive");
});
