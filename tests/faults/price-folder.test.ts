import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunState } from "#lib/run/state.ts";
import { positionValues, snapshots } from "#server/db/schema/analytics.ts";
import { bars } from "#server/db/schema/market.ts";
import { positions } from "#server/db/schema/portfolio.ts";
import { openQueue, type RunQueue } from "#server/engine/queue.ts";
import { startRun } from "#server/engine/start-run.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { expectSound, whenStored } from "./fixtures/run-rows.ts";
import { startWorkerProcess, type WorkerProcess } from "./fixtures/worker-process.ts";

const SYMBOLS = ["GOOD", "NANS", "NEGS", "HUGE", "GONE"];
const SESSIONS = sessionsBetween("2025-05-01", "2025-06-30");
const FROM = "2025-06-02";

let database: TestDatabase;
let queue: RunQueue;
let worker: WorkerProcess;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  const { connection } = database;
  queue = await openQueue({ connection, onError: () => undefined });
  folder = await mkdtemp(join(tmpdir(), "nonet-prices-"));
  worker = startWorkerProcess({ connection, child: false, environment: { NONET_PRICES_DIR: folder } });
});
afterEach(async () => {
  worker.child.kill("SIGKILL");
  await worker.ended;
  await queue.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** A file per symbol: a close for each session, drifting a little; `spoil` changes some of them. */
async function writePrices(
  symbol: string,
  spoil: (close: number, index: number) => number | string = (close) => close,
) {
  const rows = SESSIONS.map((date, index) => `${date},${spoil(100 + (index % 7), index)}`);
  await writeFile(join(folder, `${symbol}.csv`), ["date,close", ...rows].join("\n"));
}

async function runOver(symbols: readonly string[]): Promise<{ portfolioId: string; runId: string; state: RunState }> {
  const held = symbols.map((symbol) => ({ symbol, entryDate: FROM }));
  const settings = { priceSource: "files", fromDate: FROM, toDate: SESSIONS.at(-1)! } as const;
  const portfolioId = await storePortfolio(database.db, held, settings);
  const { runId } = await startRun(database.db, queue, { portfolioId, requestedBy: null, kind: "onboarding" });
  const state = await whenStored(database.db, runId, ({ endedAt }) => endedAt !== null);
  await expectSound(database.db, runId);
  return { portfolioId, runId, state };
}

/** What a portfolio has of one symbol, date by date. */
async function valuesOf(portfolioId: string, symbol: string) {
  const { date, price, marketValue, unrealizedPnl } = positionValues;
  return database.db
    .select({ date, price, marketValue, unrealizedPnl })
    .from(positionValues)
    .innerJoin(positions, eq(positions.id, positionValues.positionId))
    .where(and(eq(positions.symbol, symbol), eq(positionValues.portfolioId, portfolioId)))
    .orderBy(date);
}

/** Positions without a price of the date, by date; what never had one is among them. */
async function staleCounts(portfolioId: string): Promise<Map<string, number>> {
  const { date, staleCount } = snapshots;
  const rows = await database.db
    .select({ date, staleCount })
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolioId));
  return new Map(rows.map((row) => [row.date, row.staleCount]));
}

test("[PH8] F8 prices that are none, below zero, a hundredfold or missing are named, stand in no number, and cost the others nothing", {
  timeout: 120_000,
}, async () => {
  await writePrices("GOOD");
  await writePrices("NANS", (close, index) => (index % 10 === 9 ? "NaN" : close));
  await writePrices("NEGS", (close, index) => (index % 10 === 9 ? -close : close));
  await writePrices("HUGE", (close, index) => (index === 30 ? close * 100 : close));
  const alone = await runOver(["GOOD"]);
  const mixed = await runOver(SYMBOLS);

  const [collection] = mixed.state.phases;
  const named = Object.fromEntries(collection!.warnings.map(({ code, items }) => [code, items.join("\n")]));
  expect(mixed.state.status).toBe("partial");
  expect(named["symbols-unavailable"]).toMatch(/^GONE: /);
  expect(named["prices-quarantined"]).toMatch(/^HUGE 2025-06-13: 10,200 where 101 is usual \(100×\)$/m);
  expect(named["prices-quarantined"]).toMatch(/^NANS 2025-06-12: not a number /m);
  expect(named["prices-quarantined"]).toMatch(/^NEGS 2025-06-12: not a positive price /m);
  expect(named["prices-refused"]).toBeUndefined();
  expect(collection!.warnings.flatMap(({ items }) => items).join("\n")).not.toMatch(/GOOD/);
  const stored = await database.db.select().from(bars);
  expect(stored.every(({ close }) => close > 0 && close < 110)).toBe(true);
  expect(new Set(stored.map(({ symbol }) => symbol))).not.toContain("GONE");
  expect(mixed.state.phases.map(({ status }) => status)).not.toContain("failed");
  const stale = await staleCounts(mixed.portfolioId);
  expect(["2025-06-11", "2025-06-12", "2025-06-13"].map((date) => stale.get(date))).toEqual([1, 3, 2]);
  const good = await valuesOf(alone.portfolioId, "GOOD");
  expect(good).toHaveLength(SESSIONS.filter((date) => date >= FROM).length);
  expect(await valuesOf(mixed.portfolioId, "GOOD")).toEqual(good);
});
