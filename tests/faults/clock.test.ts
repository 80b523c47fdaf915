import { afterEach, describe, expect, test } from "vitest";
import type { Clock } from "#server/engine/clock.ts";
import { addSessions, earlyClose, isSession, presentSession, sessionsBetween } from "#server/market/nyse-calendar.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { type DisturbedRun, openDisturbedRun } from "./fixtures/disturbed-run.ts";
import { expectSame } from "./fixtures/expect-same.ts";
import { expectSound, whenStored } from "./fixtures/run-rows.ts";

const HOUR_MS = 3_600_000;

describe("[F11] the market's clock", () => {
  const inNewYork = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone: "America/New_York", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit" },
  });

  /** The same rule by other means: the date and the time a clock in New York shows. */
  function presentByWallClock(now: Date): string {
    const [date = "", time = ""] = inNewYork.format(now).split(", ");
    return isSession(date) && time >= "16:30" ? date : addSessions(date, -1);
  }

  test.each([
    ["the clocks going forward", "2025-03-07", "2025-03-12"],
    ["the clocks going back", "2025-10-30", "2025-11-05"],
    ["a leap day", "2024-02-27", "2024-03-02"],
    ["a leap day that is no session", "2032-02-27", "2032-03-02"],
    ["a year's end", "2025-12-30", "2026-01-03"],
    ["a year's end on a weekend", "2027-12-30", "2028-01-04"],
    ["a half day before a holiday", "2025-07-02", "2025-07-08"],
    ["the half day after Thanksgiving", "2025-11-26", "2025-12-02"],
    ["Christmas Eve", "2026-12-23", "2026-12-29"],
  ])("is right at every quarter of an hour around %s, and never goes back", (_what, from, to) => {
    let last = "";
    for (let ms = Date.parse(from); ms <= Date.parse(to); ms += HOUR_MS / 4) {
      const now = new Date(ms);
      const present = presentSession(now);
      expect(present, now.toISOString()).toBe(presentByWallClock(now));
      expect(present >= last, now.toISOString()).toBe(true);
      last = present;
    }
  });

  test("counts each session of leap years and half days once", () => {
    expect(sessionsBetween("2024-01-01", "2024-12-31")).toHaveLength(252);
    expect(sessionsBetween("2024-01-01", "2024-12-31").filter((date) => earlyClose(date) !== null)).toHaveLength(3);
    expect(sessionsBetween("2024-02-28", "2024-03-01")).toEqual(["2024-02-28", "2024-02-29", "2024-03-01"]);
  });
});

describe("[F11] the engine's clock", () => {
  let engine: TestEngine;

  afterEach(() => engine.close());

  /** Jumps at each look: hours forward, an hour back, a year back, and where it should be. */
  function jumpingClock(): Clock {
    const jumps = [0, 5 * HOUR_MS, -HOUR_MS, -365 * 24 * HOUR_MS, 0, HOUR_MS];
    let looks = 0;
    return {
      now: () => new Date(Date.now() + (jumps[looks++ % jumps.length] ?? 0)),
      elapsedMs: () => performance.now(),
    };
  }

  test("[EVT1] jumps: no event is dated before the one it follows, no duration is below zero, also after a take-over", async () => {
    engine = await createTestEngine();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const unit = async (_context: unknown, number: number) => (number === 3 ? held : undefined);
    const first = await engine.startWorker([{ id: "phase_3", unit }], {}, { clock: jumpingClock() });
    const runId = await engine.startRun();
    const { db } = engine.database;
    await whenStored(db, runId, ({ phases }) => phases[5]?.current === 2 || phases[5]?.startedAt !== null);
    const stopped = first.stop();
    release();
    await stopped;
    const yesterday: Clock = { now: () => new Date(Date.now() - 24 * HOUR_MS), elapsedMs: () => performance.now() };
    const second = await engine.startWorker([], {}, { clock: yesterday });
    const state = await whenStored(db, runId, hasEnded);
    await second.stop();

    const events = await expectSound(db, runId);
    expect(state).toMatchObject({ status: "completed", resumes: 1 });
    expect(state.durationMs).toBeGreaterThanOrEqual(0);
    for (const event of events) if (event.type === "complete") expect(event.busyMs).toBeGreaterThanOrEqual(0);
    for (const { startedAt, endedAt } of state.phases) expect(endedAt! >= startedAt!).toBe(true);
  });
});

describe("[F11] the machine's time zone", () => {
  let run: DisturbedRun;

  afterEach(() => run.close(), 60_000);

  test("a run comes out the same wherever its workers are", { timeout: 180_000 }, async () => {
    run = await openDisturbedRun();
    for (const TZ of ["Pacific/Auckland", "America/New_York", "Pacific/Pago_Pago"]) {
      const worker = run.startWorker({ TZ });
      const runId = await run.portfolio.begin(run.queue);
      await run.ended(runId);
      expectSame(await run.portfolio.outcomeOf(runId), run.undisturbed, TZ);
      worker.child.kill("SIGTERM");
      await worker.ended;
    }
  });
});
