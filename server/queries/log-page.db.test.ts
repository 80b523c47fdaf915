import { drizzle } from "drizzle-orm/postgres-js";
import type { ParameterOrJSON } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EVERY_ENTRY, type LogFilter } from "#lib/run/log-filter.ts";
import { openClient } from "#server/db/client.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { withEventsHeld } from "#tests/fixtures/held-events.ts";
import { ERROR_EVERY, storeLongLog, WARNING_EVERY } from "#tests/fixtures/long-log.ts";
import { type LogPageRequest, logPage } from "./log-page.ts";

const LINES = 200_000;
const ALERTS: LogFilter = { ...EVERY_ENTRY, levels: ["warning", "error"] };

let database: TestDatabase;
let runId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  runId = await storeLongLog(database, { lines: LINES });
});
afterAll(() => database.drop());

const asked = (request: Partial<LogPageRequest>) => ({ asOfSeq: LINES, filter: EVERY_ENTRY, limit: 200, ...request });
const page = (request: Partial<LogPageRequest>) => logPage(database.db, runId, asked(request));
const seqs = async (request: Partial<LogPageRequest>) => (await page(request)).entries.map((entry) => entry.seq);

/** How Postgres reads `run_events` for a page: every node of its plans that does, with the index and the rows it went through. */
async function readsOf(request: Partial<LogPageRequest>): Promise<{ index: string | null; rows: number }[]> {
  const statements: { query: string; parameters: unknown[] }[] = [];
  const client = openClient(database.connection);
  const logQuery = (query: string, parameters: unknown[]) => void statements.push({ query, parameters });
  await logPage(drizzle(client, { logger: { logQuery } }), runId, asked(request));
  const plans = await Promise.all(
    statements.map(async ({ query, parameters }) => {
      // As drizzle hands them to its own client: numbers and texts.
      const bound = parameters as ParameterOrJSON<never>[];
      const [row] = await database.sql.unsafe(`explain (analyze, format json) ${query}`, bound);
      return JSON.stringify(row);
    }),
  );
  await client.end();
  return plans.flatMap((plan) => readsIn(JSON.parse(plan)));
}

function readsIn(node: unknown): { index: string | null; rows: number }[] {
  if (typeof node !== "object" || node === null) return [];
  const below = Object.values(node).flatMap(readsIn);
  if (!("Relation Name" in node) || node["Relation Name"] !== "run_events") return below;
  const {
    "Index Name": index = null,
    "Actual Rows": rows,
    "Rows Removed by Filter": removed = 0,
  } = node as Record<string, never>;
  return [{ index, rows: Number(rows) + Number(removed) }, ...below];
}

describe("a log of 200,000 lines", () => {
  it("[LOG4] tells its newest lines and its counts without reading the others", async () => {
    const { entries, hasMore, asOfSeq, counts } = await page({});
    expect([entries.length, entries[0]?.seq, hasMore, asOfSeq]).toEqual([200, LINES - 199, true, LINES]);
    expect(counts).toEqual({ info: 199_600, warning: 380, error: 20 });
    expect(await readsOf({})).toEqual([{ index: "run_events_log", rows: 201 }]);
  });

  it("[LOG4] pages from any line both ways by its index", async () => {
    expect((await seqs({ from: { before: 100_001 } })).at(-1)).toBe(100_000);
    expect((await seqs({ from: { after: 0 } }))[0]).toBe(1);
    for (const from of [{ before: 100_001 }, { after: 100_000 }, { after: 0 }]) {
      expect(await readsOf({ from })).toEqual([{ index: "run_events_log", rows: 201 }]);
    }
  });

  it("[LOG4] finds the warning or error next to a line, near or far, among these alone", async () => {
    const next = { filter: ALERTS, limit: 1 };
    expect(await seqs({ ...next, from: { before: 10_400 } })).toEqual([ERROR_EVERY]);
    expect(await seqs({ ...next, from: { after: 10_400 } })).toEqual([10_000 + WARNING_EVERY]);
    expect(await seqs({ ...next, from: { before: WARNING_EVERY } })).toEqual([]);
    const [read] = await readsOf({ ...next, from: { before: 10_400 } });
    expect(read).toEqual({ index: "run_events_alerts", rows: 2 });
    const [first] = await readsOf({ filter: ALERTS });
    expect(first).toEqual({ index: "run_events_alerts", rows: 201 });
  });

  it("[LOG4] is searched whole: phase, text and levels, with the counts beside them", async () => {
    const one = await page({ filter: { ...EVERY_ENTRY, text: "sym123456:" } });
    expect([one.entries.map((entry) => entry.seq), one.counts]).toEqual([[123_456], { info: 1, warning: 0, error: 0 }]);
    const phase = await page({ filter: { ...ALERTS, phase: "none" } });
    expect(phase.counts).toEqual({ info: 99_600, warning: 380, error: 20 });
    expect(phase.entries).toHaveLength(200);
  });

  it("[LOG4] is searched for a bounded time, page by page; what its index answers is not bounded", async () => {
    const text = { ...EVERY_ENTRY, text: "not in it" };
    const hurried = (request: Partial<LogPageRequest>) =>
      logPage(database.db, runId, asked(request), { patienceMs: 1 });
    for (const request of [{ filter: text }, { filter: text, from: { before: LINES } }, { asOfSeq: LINES - 1 }]) {
      await expect(hurried(request)).rejects.toMatchObject({ code: "ERR_RUN_007" });
    }
    expect((await hurried({})).entries).toHaveLength(200);
    expect((await hurried({ filter: ALERTS, from: { before: LINES } })).entries).toHaveLength(200);
    // The bound ends with the search, on every connection.
    expect((await page({ filter: text })).counts).toEqual({ info: 0, warning: 0, error: 0 });
  });

  it("[LOG4] is searched no longer than anyone waits for the answer", async () => {
    const text = { ...EVERY_ENTRY, text: "not in it" };
    const patience = { patienceMs: 3_600_000 };
    const gone = AbortSignal.abort();
    await expect(logPage(database.db, runId, asked({ filter: text }), { ...patience, signal: gone })).rejects.toThrow();
    for (const request of [{ filter: text }, { filter: text, from: { before: LINES } }]) {
      await withEventsHeld(database, async (isWaitedFor) => {
        const asker = new AbortController();
        const search = logPage(database.db, runId, asked(request), { ...patience, signal: asker.signal });
        await isWaitedFor();
        asker.abort();
        await expect(search).rejects.toMatchObject({ name: "AbortError" });
      });
    }
    expect((await page({ filter: text })).counts).toEqual({ info: 0, warning: 0, error: 0 });
  });

  it("[LOG4] is shown as it was: what came after a seq is neither among the lines nor in the counts", async () => {
    const then = await page({ asOfSeq: 20_400 });
    expect([then.entries.at(-1)?.seq, then.asOfSeq, then.counts]).toEqual([
      20_400,
      20_400,
      { info: 20_360, warning: 38, error: 2 },
    ]);
    expect(await seqs({ asOfSeq: 20_400, from: { after: 20_390 } })).toHaveLength(10);
    const alerts = await page({ asOfSeq: 20_400, filter: ALERTS, limit: 1 });
    expect([alerts.entries[0]?.seq, alerts.hasMore]).toEqual([20_000, true]);
  });
});
