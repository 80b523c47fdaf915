import { isNotNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bars } from "#server/db/schema/market.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import { collectionAlone } from "#tests/fixtures/collection-alone.ts";
import { openProviderStage, type ProviderStage } from "#tests/fixtures/provider-stage.ts";

const RUNS = 20;
const HELD = 8;
const FROM = "2026-07-01";
const TO = "2026-07-02";
/** What runs fetch beside what their portfolios hold. */
const ETFS = 17;

let stage: ProviderStage;
beforeAll(async () => {
  stage = await openProviderStage({ workers: 3, phases: collectionAlone });
});
afterAll(() => stage.close());

/** Each run holds eight of 27 stocks, beginning one further than the run before. */
const symbolOf = (index: number) => `S${String.fromCodePoint(65 + Math.floor(index / 26), 65 + (index % 26))}`;
const positionsOf = (run: number) =>
  Array.from({ length: HELD }, (_, index) => ({ symbol: symbolOf(run + index), entryDate: FROM }));

test("twenty runs of three workers over universes that overlap ask Yahoo for every symbol exactly once", {
  timeout: 180_000,
}, async () => {
  const { db, stubs } = stage;
  stubs.yahoo.latencyMs = 20;
  await Promise.all(
    Array.from({ length: RUNS }, (_, run) =>
      stage.start({ source: "yahoo", positions: positionsOf(run), from: FROM, to: TO }),
    ),
  );
  const ended = () => db.$count(runs, isNotNull(runs.endedAt));
  await expect.poll(ended, { timeout: 150_000, interval: 100 }).toBe(RUNS);

  const asked = stubs.yahoo.asked.filter(({ path }) => path.startsWith("/v8/finance/chart/")).map(({ path }) => path);
  expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
  expect(asked).toHaveLength(RUNS + HELD - 1 + ETFS);
  expect(stubs.yahoo.mostAtOnce).toBeGreaterThan(1);
  const collected = await db
    .select({ priced: sql<number>`(${runPhases.counts} ->> 'priced')::int` })
    .from(runPhases)
    .where(sql`${runPhases.phase} = 'phase_1'`);
  expect(collected.map(({ priced }) => priced)).toEqual(Array(RUNS).fill(HELD));
  const [stored] = await db.select({ symbols: sql<number>`count(distinct ${bars.symbol})::int` }).from(bars);
  expect(stored?.symbols).toBe(asked.length);
});
