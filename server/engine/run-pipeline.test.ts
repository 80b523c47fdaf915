import { describe, expect, test } from "vitest";
import { runEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import { messages, phaseStatuses, rehearse, transcript } from "#tests/fixtures/rehearsal.ts";
import { INPUTS, preparedRun, queuedState, requestOf, type TestPhase } from "#tests/fixtures/run-parts.ts";
import { logger } from "./logger.ts";
import { ReportedFailure } from "./phase.ts";

const three: TestPhase<null>[] = [
  { id: "phase_1", unit: () => logger("app.services.market_data").info({ subject: { symbol: "AAPL" } }, "Fetched") },
  { id: "phase_0", warnings: ["Profile sync failed"] },
  { id: "phase_3" },
];

describe("the transcript of a run", () => {
  test("[EVT2] three phases on a fixed clock", async () => {
    const store = await rehearse({ phases: three });
    expect(transcript(store.events)).toMatchInlineSnapshot(`
      "1 +0 run-start {"kind":"onboarding","portfolio":{"id":"b7e4a1de-0000-4000-8000-000000000001","name":"Growth"},"plan":[{"id":"phase_1","name":"Market Data Collection","unit":"symbols","total":2,"weight":50},{"id":"phase_0","name":"Company Profile Sync","unit":"symbols","total":2,"weight":16.666666666666668},{"id":"phase_3","name":"P&L Calculation & Snapshots","unit":"dates","total":5,"weight":33.333333333333336}],"inputs":{"dates":{"from":"2025-03-10","to":"2025-03-14","count":5},"isPresent":true,"positions":2,"symbols":2,"priceSource":"sample","simulated":true,"notes":[]}}
      2 +0 log {"level":"info","logger":"app.batch","phase":"phase_1","message":"Starting Market Data Collection...","count":1}
      3 +0 phase-start {"phase":"phase_1","total":2}
      4 +60 log {"level":"info","logger":"app.services.market_data","phase":"phase_1","message":"Fetched","subject":{"symbol":"AAPL"},"count":1}
      5 +60 progress {"phase":"phase_1","current":1,"total":2}
      6 +120 log {"level":"info","logger":"app.services.market_data","phase":"phase_1","message":"Fetched","subject":{"symbol":"AAPL"},"count":1}
      7 +120 log {"level":"info","logger":"app.batch","phase":"phase_1","message":"Market Data Collection: sum 3","count":1}
      8 +120 progress {"phase":"phase_1","current":2,"total":2}
      9 +120 complete {"phase":"phase_1","total":2,"summary":"sum 3","busyMs":120,"counts":{"sum":3},"warnings":[],"reason":null,"status":"completed","current":2}
      10 +120 log {"level":"info","logger":"app.batch","phase":"phase_0","message":"Starting Company Profile Sync...","count":1}
      11 +120 phase-start {"phase":"phase_0","total":2}
      12 +180 progress {"phase":"phase_0","current":1,"total":2}
      13 +240 log {"level":"warning","logger":"app.batch","phase":"phase_0","message":"Company Profile Sync: sum 3","count":1}
      14 +240 progress {"phase":"phase_0","current":2,"total":2}
      15 +240 complete {"phase":"phase_0","total":2,"summary":"sum 3","busyMs":120,"counts":{"sum":3},"warnings":[{"code":"TEST","message":"Profile sync failed","items":["A","B"]}],"reason":null,"status":"warning","current":2}
      16 +240 log {"level":"info","logger":"app.batch","phase":"phase_3","message":"Starting P&L Calculation & Snapshots...","count":1}
      17 +240 phase-start {"phase":"phase_3","total":5}
      18 +300 progress {"phase":"phase_3","current":1,"total":5}
      19 +420 progress {"phase":"phase_3","current":3,"total":5}
      20 +540 progress {"phase":"phase_3","current":5,"total":5}
      21 +540 log {"level":"info","logger":"app.batch","phase":"phase_3","message":"P&L Calculation & Snapshots: sum 15","count":1}
      22 +540 complete {"phase":"phase_3","total":5,"summary":"sum 15","busyMs":300,"counts":{"sum":15},"warnings":[],"reason":null,"status":"completed","current":5}
      23 +540 log {"level":"warning","logger":"app.batch","phase":null,"message":"Batch complete: 5/5 dates processed in 0.5s","count":1}
      24 +540 run-complete {"status":"partial","durationMs":540,"datesProcessed":5,"datesTotal":5,"reason":null}"
    `);
  });

  test("[EVT7] folding the events gives the stored state", async () => {
    const store = await rehearse({ phases: three });
    expect(fold(queuedState(), store.events)).toEqual(store.state);
    for (const event of store.events) expect(runEvent.parse(event)).toEqual(event);
  });

  test("[PH3] a phase starts once, completes once, and keeps its result", async () => {
    const store = await rehearse({ phases: three });
    for (const { id } of three) {
      const own = store.events.filter((event) => "phase" in event && event.phase === id).map(({ type }) => type);
      expect(own.filter((type) => type === "phase-start")).toHaveLength(1);
      expect(own.filter((type) => type === "complete")).toHaveLength(1);
    }
    expect(store.results.get("phase_3")).toEqual({ sum: 15 });
  });

  test("[RUN2] a run with a warning is partial, one without is completed", async () => {
    expect((await rehearse({ phases: three })).state.status).toBe("partial");
    expect((await rehearse({ phases: [{ id: "phase_1" }, { id: "phase_3" }] })).state.status).toBe("completed");
  });
});

describe("phases that do not run or fail", () => {
  test("[PH7] a phase fails, those that need it are skipped, the rest go on", async () => {
    const failing = () => Promise.reject(new Error("no snapshots"));
    const store = await rehearse({
      phases: [
        { id: "phase_1" },
        { id: "phase_3", unit: (_context, unit) => (unit === 3 ? failing() : undefined) },
        { id: "phase_4" },
        { id: "phase_5" },
        { id: "phase_6" },
      ],
    });
    expect(phaseStatuses(store)).toEqual([
      "phase_1 completed",
      "phase_3 failed",
      "phase_4 skipped",
      "phase_5 completed",
      "phase_6 skipped",
    ]);
    expect(store.state.phases[1]).toMatchObject({ reason: "no snapshots", current: 2, busyMs: 180 });
    expect(store.state.phases[2]?.reason).toBe("needs P&L Calculation & Snapshots, which failed");
    expect(store.state).toMatchObject({ status: "partial", percent: 100, datesProcessed: 0 });
    expect(messages(store)).toContain("error P&L Calculation & Snapshots: no snapshots");
  });

  test("[PH7] the failure of a phase that fails the run ends it with the phase's own words", async () => {
    const store = await rehearse({
      phases: [
        { id: "phase_1", failure: "fails-run", unit: () => Promise.reject(new Error("No data found")) },
        { id: "phase_3" },
      ],
    });
    expect(phaseStatuses(store)).toEqual(["phase_1 failed", "phase_3 skipped"]);
    expect(store.state).toMatchObject({ status: "failed", reason: "No data found" });
    expect(store.events.filter(({ type }) => type === "run-complete")).toHaveLength(1);
  });

  test("[PH7] the reason of a failed run is in its log once, and what the failure found is the phase's", async () => {
    const warnings = [{ code: "symbols-unavailable", message: "2 symbols without prices", items: ["A, B: gone"] }];
    const found = { counts: { priced: 0, unavailable: 2 }, warnings };
    const unit = () => Promise.reject(new ReportedFailure("No price at all", found));
    const store = await rehearse({ phases: [{ id: "phase_1", failure: "fails-run", unit }] });
    expect(store.state.phases[0]).toMatchObject({ status: "failed", reason: "No price at all", ...found });
    expect(messages(store).filter((message) => message.startsWith("error"))).toEqual([
      "error Market Data Collection: No price at all",
      "error Batch failed in Market Data Collection",
    ]);
  });

  test("[PH5] phases of the present are left out of past runs without a line", async () => {
    const store = await rehearse({ phases: three, change: { scope: { ...preparedScope(), isPresent: false } } });
    const own = store.events.filter((event) => "phase" in event && event.phase === "phase_0");
    expect(own).toMatchObject([{ type: "complete", status: "skipped", reason: "past dates" }]);
    expect(store.state.status).toBe("completed");
  });

  test("[PH4] a phase with nothing ahead is skipped with its reason and needs nothing more", async () => {
    const phases: TestPhase<null>[] = [
      { id: "phase_1", skip: "no symbol to price" },
      { id: "phase_3" },
      { id: "phase_5", total: 0 },
    ];
    const store = await rehearse({ phases });
    expect(phaseStatuses(store)).toEqual(["phase_1 skipped", "phase_3 completed", "phase_5 skipped"]);
    expect(store.state.phases.map(({ reason }) => reason)).toEqual(["no symbol to price", null, "no positions"]);
    expect(store.state.status).toBe("completed");
  });

  test("[RUN12] nothing to do: completed, every phase skipped with the reason", async () => {
    const store = await rehearse({ phases: three, change: { nothingToDo: "up to date" } });
    expect(store.state).toMatchObject({ status: "completed", percent: 100, reason: "up to date" });
    expect(store.state.phases.every(({ status, reason }) => status === "skipped" && reason === "up to date")).toBe(
      true,
    );
    expect(messages(store)).toEqual(["info Nothing to do: up to date"]);
  });

  test("[RUN2] a run that cannot be prepared fails with the reason, its phases skipped", async () => {
    const prepare = () => Promise.reject(new Error("the folder of prices is gone"));
    const store = await rehearse({ phases: three, prepare });
    expect(store.state).toMatchObject({ status: "failed", reason: "the folder of prices is gone" });
    expect(store.state.phases.every(({ status }) => status === "skipped")).toBe(true);
    expect(store.events.filter(({ type }) => type === "run-start")).toHaveLength(0);
  });

  test("[RUN2] dates with a failed unit are not counted as processed", async () => {
    const store = await rehearse({
      phases: [{ id: "phase_3" }, { id: "phase_6", warnings: ["two dates failed"], counts: { failedDates: 2 } }],
    });
    expect(store.state.datesProcessed).toBe(3);
    expect(messages(store).at(-1)).toBe("warning Batch complete: 3/5 dates processed in 0.6s");
  });
});

function preparedScope() {
  return { ...preparedRun(null)(requestOf(queuedState())).scope, inputs: INPUTS };
}
