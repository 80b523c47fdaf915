import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { LogSearchGivenUp } from "#server/queries/log-page.ts";
import { withEventsHeld } from "#tests/fixtures/held-events.ts";
import { storeLongLog } from "#tests/fixtures/long-log.ts";
import { createTestApi, importForm, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

const LINES = 100_000;

let api: TestApi;
let ann: TestUser;
let runId: string;

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
  const made = await api.request("/api/v1/portfolios", { method: "POST", body: importForm(), as: ann });
  const { portfolio } = await made.json();
  runId = await storeLongLog(api.database, { lines: LINES, portfolioId: portfolio.id });
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  api.request(`/api/v1/runs/${runId}${path}`, { headers, as: ann });
const entries = async (query: string) => (await get(`/log/entries${query}`)).json();
const seqs = (page: { entries: { seq: number }[] }) => page.entries.map((entry) => entry.seq);
const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

describe("the log in pages", () => {
  it("[LOG4] begins with the newest entries and counts all", async () => {
    const page = await entries("");
    expect(seqs(page)).toEqual(range(LINES - 199, LINES));
    expect(page).toMatchObject({ hasMore: true, asOfSeq: LINES, counts: { info: 99_800, warning: 190, error: 10 } });
    expect(page.entries[0]).toEqual({
      ...{ seq: 99_801, at: "2025-01-02T03:05:44.801Z", level: "info", logger: "app.services.market_data" },
      ...{ phase: "phase_1", message: expect.stringContaining("Fetched SYM99801: "), count: 1 },
    });
  });

  it("[LOG4] pages back to the first entry and forward again, no entry twice or missing", async () => {
    const back = await entries(`?before=${LINES - 199}&limit=1000`);
    expect([seqs(back), back.hasMore, back.counts]).toEqual([range(98_801, 99_800), true, null]);
    const first = await entries("?before=6&limit=5");
    expect([seqs(first), first.hasMore]).toEqual([range(1, 5), false]);
    const on = await entries("?after=5&limit=3");
    expect([seqs(on), on.hasMore]).toEqual([range(6, 8), true]);
    const last = await entries(`?after=${LINES - 3}&limit=3`);
    expect([seqs(last), last.hasMore]).toEqual([range(LINES - 2, LINES), false]);
    expect(seqs(await entries("?after=99999999999"))).toEqual([]);
    expect(seqs(await entries("?before=99999999999&limit=1"))).toEqual([LINES]);
  });

  it("[LOG4] filters by level and phase", async () => {
    const warnings = await entries("?level=warning&limit=1000");
    expect(seqs(warnings)).toEqual(range(500, LINES, 500).filter((seq) => seq % 10_000 !== 0));
    expect(warnings).toMatchObject({ hasMore: false, counts: { info: 99_800, warning: 190, error: 10 } });
    expect(seqs(await entries("?level=warning,error&before=10500&limit=2"))).toEqual([9_500, 10_000]);
    const phase = await entries("?phase=phase_1&limit=2");
    expect(phase).toMatchObject({ hasMore: true, counts: { info: 50_000, warning: 0, error: 0 } });
    expect(seqs(phase)).toEqual([99_997, 99_999]);
    const outside = await entries("?phase=none&level=error&limit=2");
    expect([seqs(outside), outside.counts]).toEqual([[90_000, LINES], { info: 49_800, warning: 190, error: 10 }]);
    expect(await entries("?phase=phase_9")).toMatchObject({ entries: [], hasMore: false, counts: { info: 0 } });
  });

  it("[LOG4] searches the whole log, upper and lower case alike, every sign standing for itself", async () => {
    const page = await entries("?q=fetched%20sym1234");
    expect(seqs(page)).toEqual([1_234, ...range(12_340, 12_349)]);
    expect(page.counts).toEqual({ info: 11, warning: 0, error: 0 });
    expect(seqs(await entries("?q=sym1234&before=12342"))).toEqual([1_234, 12_340, 12_341]);
    expect((await entries("?q=%25&limit=1")).counts.info).toBe(99_800);
    for (const sign of ["_", "\\", "SYM1_3", "SYM1%3", "'"]) {
      expect([sign, seqs(await entries(`?q=${encodeURIComponent(sign)}`))]).toEqual([sign, []]);
    }
  });

  it("[LOG4] says of a search that was given up that it took too long", async () => {
    vi.spyOn(api.parts.db, "transaction").mockRejectedValueOnce(new LogSearchGivenUp(null));
    const response = await get("/log/entries?q=fetched");
    expect([response.status, await response.json()]).toEqual([
      503,
      expect.objectContaining({
        code: "ERR_RUN_007",
        detail: "The search of the log took too long and was given up",
      }),
    ]);
    expect(api.faults.splice(0)).toHaveLength(1);
  });

  it("[LOG4] is searched no longer than the client waits, which is no fault of the server", async () => {
    await withEventsHeld(api.database, async (isWaitedFor) => {
      const client = new AbortController();
      const path = `/api/v1/runs/${runId}/log/entries?q=fetched`;
      const answer = api.request(path, { as: ann, signal: client.signal });
      await isWaitedFor();
      client.abort();
      expect((await answer).status).toBe(400);
    });
  });

  it("refuses what it does not know", async () => {
    for (const query of ["?level=loud", "?limit=0", "?limit=1001", "?before=-1", "?before=9&after=3", "?before=x"]) {
      const response = await get(`/log/entries${query}`);
      expect([query, response.status, (await response.json()).code]).toEqual([query, 400, "ERR_REQ_001"]);
    }
    expect((await get(`/log/entries?q=${"x".repeat(201)}`)).status).toBe(400);
  });
});

describe("the log as a file", () => {
  it("[LOG4] downloads whole, as text, under a name of run and time", async () => {
    const response = await get("/log");
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename="portfolio_setup_log_${runId.slice(0, 8)}_\\d{8}T\\d{6}Z\\.txt"$`),
    );
    const text = await response.text();
    expect(text.match(/\[(INFO|WARNING|ERROR)\] app\.services\.market_data: Fetched SYM\d+/g)).toHaveLength(LINES);
    expect(text.trimEnd().endsWith("END OF LOG")).toBe(true);
  });

  it("[LOG4] downloads as JSON, NDJSON and CSV, each entry once and in order", async () => {
    const file = async (format: string) => {
      const response = await get(`/log?format=${format}`);
      expect(response.headers.get("content-disposition")).toMatch(new RegExp(`\\.${format}"$`));
      return response.text();
    };
    const document = JSON.parse(await file("json"));
    expect(document.run.runId).toBe(runId);
    expect(seqs(document)).toEqual(range(1, LINES));
    const lines = (await file("ndjson")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual(range(1, LINES));
    const rows = (await file("csv")).trimEnd().split("\r\n");
    expect(rows.slice(1).map((row) => Number(row.split(",")[0]))).toEqual(range(1, LINES));
    expect((await get("/log?format=exe")).status).toBe(400);
  });

  it("[LOG4] can be of some levels only, and says so", async () => {
    const text = await (await get("/log?level=error,warning")).text();
    expect(text).toContain("ACTIVITY LOG (error, warning only)");
    expect(text.match(/^2025.* \[WARNING\] /gm)).toHaveLength(190);
    expect(text.match(/^2025.* \[/gm)).toHaveLength(200);
    const document = await (await get("/log?format=json&level=error")).json();
    expect([document.levels, seqs(document)]).toEqual([["error"], range(10_000, LINES, 10_000)]);
  });
});

describe("events in pages and as a stream", () => {
  const events = async (query: string) => (await get(`/events${query}`)).json();
  const eventSeqs = (page: { events: { seq: number }[] }) => page.events.map((event) => event.seq);

  it("[EVT1] come between bounds, or as the last ones before one", async () => {
    expect(eventSeqs(await events(""))).toEqual(range(1, 1_000));
    expect(eventSeqs(await events("?after=10&before=13"))).toEqual([11, 12]);
    expect(eventSeqs(await events("?before=500&limit=3"))).toEqual([497, 498, 499]);
    expect(await events("?type=run-start,progress")).toEqual({ events: [], lastSeq: LINES });
    expect(eventSeqs(await events("?type=log,complete&after=99998"))).toEqual([99_999, LINES]);
    expect((await get("/events?type=noise")).status).toBe(400);
  });

  it("[EVT1] stream as NDJSON, all of them, in order", async () => {
    const response = await get("/events", { accept: "application/x-ndjson" });
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = (await response.text()).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual(range(1, LINES));
    expect(JSON.parse(lines[4]!)).toMatchObject({ runId, type: "log", level: "info" });
    const some = await get("/events?after=99000&before=100000&type=log", { accept: "application/x-ndjson" });
    expect((await some.text()).trimEnd().split("\n")).toHaveLength(999);
  });
});

it("another's run answers as a missing one, whatever is asked of it", async () => {
  const eve = await api.signUp("Eve");
  for (const path of ["/log", "/log/entries", "/log/entries?q=x", "/log?format=csv", "/events"]) {
    const answers = [runId, "6f9619ff-8b86-4011-b42d-00c04fc964ff"].map(async (id) => {
      const response = await api.request(`/api/v1/runs/${id}${path}`, { as: eve });
      return [response.status, await response.json()];
    });
    const [others, missing] = await Promise.all(answers);
    expect(others).toEqual(missing);
    expect(others?.[0]).toBe(404);
  }
});
