import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { PLAN } from "#lib/run/plan.ts";
import type { RunState } from "#lib/run/state.ts";
import { connect, type Database } from "#server/db/client.ts";
import { startEmbeddedServer } from "#server/db/embedded-server.ts";
import { migrateDatabase } from "#server/db/migrate.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { openQueue, type RunQueue } from "#server/engine/queue.ts";
import { startRun } from "#server/engine/start-run.ts";
import { startWorker } from "#server/engine/worker.ts";
import { addSessions, presentSession } from "#server/market/nyse-calendar.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { createPrepare } from "#server/phases/prepare-run.ts";
import { registry } from "#server/phases/registry.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { type BenchRow, timed } from "./bench-row.ts";

const SESSIONS = 254;
const REPEATS = 5;
const COMMITS = 200;
const SYMBOLS = "AAPL MSFT NVDA GOOGL AMZN META JPM UNH XOM COST PG KO HD CVX MRK PEP BAC WMT LLY PFE".split(" ");

/**
 * B1: all nine phases over 20 positions and 254 sessions of the simulated market, prices stored beforehand, every row
 * written. The baseline, timed in the same run, is the database's own pace: small transactions, one after another.
 */
export async function batch(): Promise<BenchRow[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "nonet-bench-"));
  const server = await startEmbeddedServer({ dataDir, log: () => undefined });
  try {
    await migrateDatabase(server.connection);
    const clients = connect(server.connection);
    const queue = await openQueue({ connection: server.connection, onError: console.error });
    const now = () => new Date();
    const prepare = createPrepare({
      db: clients.db,
      sources: createPriceSources({ pricesDir: null, clock: now }),
      now,
    });
    const worker = await startWorker({
      ...{ db: clients.db, queue, phases: registry, workerId: randomUUID() },
      prepare: ({ runId }) => prepare(runId),
    });
    const rows = await measure(clients.db, queue);
    await worker.stop();
    await queue.close();
    await clients.end();
    return rows;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(db: Database, queue: RunQueue): Promise<BenchRow[]> {
  const first = await completedRun(db, queue, await storePortfolio(db));
  const runs: { state: RunState; wallMs: number }[] = [];
  const baseline: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    baseline.push(await smallCommits(db));
    await forgetAllButPrices(db);
    runs.push(await completedRun(db, queue, await storePortfolio(db)));
  }
  const busyMs = ({ state }: { state: RunState }, id: string) =>
    required(state.phases.find((phase) => phase.id === id)?.busyMs, `duration of ${id}`);
  const phaseRows = PLAN.map(({ id, name }) =>
    timed(
      `${id} ${name}`,
      runs.map((run) => busyMs(run, id)),
    ),
  );
  return [
    timed("first run, prices fetched", [first.wallMs]),
    timed(
      "whole run, wall",
      runs.map((run) => run.wallMs),
    ),
    ...phaseRows,
    timed(`baseline: ${COMMITS} one-row transactions`, baseline),
  ];
}

/** What a repeat finds stored is prices and nothing else: every other row has to be written again. */
async function forgetAllButPrices(db: Database): Promise<void> {
  await db.execute(sql`
    truncate symbol_factors, symbol_metrics, company_profiles, fundamentals, fundamentals_sync, provider_betas`);
}

async function storePortfolio(db: Database): Promise<string> {
  const ownerId = randomUUID();
  const portfolioId = randomUUID();
  const today = presentSession(new Date());
  const entryDate = addSessions(today, 1 - SESSIONS);
  await db.insert(user).values({ id: ownerId, name: "Bench", email: `${ownerId}@localhost` });
  await db.insert(portfolios).values({
    ...{ id: portfolioId, ownerId, name: "Bench", accountName: "Bench", accountType: "taxable" },
    ...{ openingEquity: "1000000", priceSource: "sample" },
  });
  await db.insert(positions).values(
    SYMBOLS.map((symbol, ordinal) => ({
      ...{ portfolioId, ordinal, symbol, quantity: "100", entryPrice: "150", entryDate },
      ...{ investmentClass: "PUBLIC" as const, investmentSubtype: "STOCK" },
    })),
  );
  return portfolioId;
}

async function completedRun(db: Database, queue: RunQueue, portfolioId: string) {
  const startedAt = performance.now();
  const { runId } = await startRun(db, queue, { portfolioId, requestedBy: null, kind: "onboarding" });
  for (;;) {
    const state = required(await readRunState(db, runId), "the run");
    if (state.endedAt !== null) {
      if (state.status !== "completed") throw new Error(`the run ended ${state.status}: ${state.reason}`);
      return { state, wallMs: performance.now() - startedAt };
    }
    await delay(5);
  }
}

async function smallCommits(db: Database): Promise<number> {
  await db.execute(sql`create table if not exists bench_commits (n int)`);
  const startedAt = performance.now();
  for (let n = 0; n < COMMITS; n++) await db.execute(sql`insert into bench_commits values (${n})`);
  return performance.now() - startedAt;
}
