import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import { initialRunState, type RunState } from "#lib/run/state.ts";
import { eventPayload, runColumns } from "#server/db/run-rows.ts";
import { runEvents, runs } from "#server/db/schema/run.ts";
import { storeLongLog } from "#tests/fixtures/long-log.ts";
import { numbered, phaseComplete, runStart } from "#tests/fixtures/run-events.ts";
import { createTestApi, importForm, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

let api: TestApi;
let ann: TestUser;
let bob: TestUser;
let runId: string;
let initial: RunState;
let events: RunEvent[];

const line = (message: string, level: "info" | "warning" | "error" = "info") =>
  ({ type: "log", level, logger: "app.batch", phase: "phase_1", message, count: 1 }) as const;

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
  bob = await api.signUp("Bob");
  const made = await api.request("/api/v1/portfolios", { method: "POST", body: importForm(), as: ann });
  const { portfolio, run } = await made.json();
  runId = run.id;
  const { kind, createdAt } = run;
  initial = initialRunState({ runId, kind, portfolio: { id: portfolio.id, name: portfolio.name }, createdAt });
  const lines = Array.from({ length: 300 }, (_, index) =>
    line(`line ${index}`, index % 100 === 7 ? "warning" : "info"),
  );
  events = numbered([
    runStart,
    { type: "phase-start", phase: "phase_1", total: 10 },
    ...lines.slice(0, 150),
    { type: "progress", phase: "phase_1", current: 4, total: 10 },
    ...lines.slice(150),
    line("bad", "error"),
    phaseComplete("phase_1", { status: "warning" }),
    phaseComplete("phase_0", { status: "skipped", reason: "past dates" }),
    { type: "phase-start", phase: "phase_1_5", total: 2 },
  ]).map((event) => ({ ...event, runId }));
  await api.database.db.insert(runEvents).values(
    events.map((event) => ({
      ...{ runId, seq: event.seq, at: new Date(event.at), type: event.type, payload: eventPayload(event) },
    })),
  );
  await api.database.db
    .update(runs)
    .set(runColumns(fold(initial, events)))
    .where(eq(runs.id, runId));
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

const get = (path: string, as = ann) => api.request(`/api/v1/runs/${runId}${path}`, { as });

describe("a run as it was", () => {
  it("[EVT7] is the fold of its events up to there, wherever that is", async () => {
    for (const at of [0, 1, 2, 3, 100, 152, 153, 154, 303, 304, 305, 306, 307]) {
      const { run } = await (await get(`/state?at=${at}`)).json();
      expect(run).toEqual(fold(initial, events.slice(0, at)));
    }
  });

  it("[EVT7] is the present one past its last event", async () => {
    const { run } = await (await get("/state?at=99999999999")).json();
    expect(run).toEqual(fold(initial, events));
  });

  it("is the newest where no event is named", async () => {
    expect(await (await get("/state")).json()).toEqual(await (await get(`/state?at=${events.length}`)).json());
  });

  it("is not another user's, nor of an event that cannot be", async () => {
    expect((await get("/state?at=3", bob)).status).toBe(404);
    expect((await get("/timeline", bob)).status).toBe(404);
    for (const query of ["?at=-1", "?at=x", "?at=1.5"]) expect((await get(`/state${query}`)).status).toBe(400);
  });
});

describe("a run at a glance", () => {
  it("has its phases where they lie, and its alerts", async () => {
    const timeline = await (await get("/timeline")).json();
    expect(timeline).toEqual({
      lastSeq: events.length,
      phases: [
        { phase: "phase_1", fromSeq: 2, toSeq: 305, status: "warning" },
        { phase: "phase_0", fromSeq: null, toSeq: 306, status: "skipped" },
        { phase: "phase_1_5", fromSeq: 307, toSeq: null, status: null },
      ],
      alerts: [
        { seq: 10, level: "warning", count: 1 },
        { seq: 110, level: "warning", count: 1 },
        { seq: 211, level: "warning", count: 1 },
        { seq: 304, level: "error", count: 1 },
      ],
    });
  });

  it("gathers the alerts of a long run, and leaves none out", async () => {
    const long = await storeLongLog(api.database, { lines: 100_000, length: 20 });
    const admin = await api.signUp("Ada", "admin");
    const answer = await api.request(`/api/v1/runs/${long}/timeline`, { as: admin });
    const { alerts } = await answer.json();
    const total = (level: string) =>
      alerts.reduce(
        (sum: number, mark: { level: string; count: number }) => sum + (mark.level === level ? mark.count : 0),
        0,
      );
    expect([total("warning"), total("error")]).toEqual([190, 10]);
    expect(alerts.length).toBeLessThanOrEqual(802);
    const past = await api.request(`/api/v1/runs/${long}/state?at=50000`, { as: admin });
    const { run } = await past.json();
    expect(run).toMatchObject({ seq: 50_000, logCounts: { info: 49_900, warning: 95, error: 5 } });
    expect(run.log.at(-1).seq).toBe(50_000);
  });

  it("of a run whose events were removed is not to be had", async () => {
    await api.database.db.update(runs).set({ eventsPrunedAt: new Date() }).where(eq(runs.id, runId));
    for (const path of ["/timeline", "/state?at=3"]) {
      const answer = await get(path);
      expect([answer.status, (await answer.json()).code]).toEqual([410, "ERR_RUN_006"]);
    }
  });
});
