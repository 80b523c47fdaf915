import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import { createMemoryRunStore } from "#tests/fixtures/memory-run-store.ts";
import { messages, phaseStatuses, rehearse } from "#tests/fixtures/rehearsal.ts";
import { preparedRun, queuedState, type TestPhase } from "#tests/fixtures/run-parts.ts";
import { DiskFull, Draining, LeaseLost, RunCancelled, type RunInterruption } from "./interruption.ts";
import type { PrepareRun } from "./run-request.ts";
import { openSinkCount } from "./run-scope.ts";

const three: TestPhase<null>[] = [{ id: "phase_1" }, { id: "phase_0" }, { id: "phase_3" }];

describe("runs that are interrupted", () => {
  const never = () => new Promise<never>(() => undefined);

  test("[RUN8] a phase that waits for something deaf to the signal does not hold a cancelled run up", async () => {
    const interruption = new AbortController();
    const unit = () => {
      setImmediate(() => interruption.abort(new RunCancelled("Ada")));
      return never();
    };
    const store = await rehearse({ phases: [{ id: "phase_1", unit }, { id: "phase_3" }], interruption });
    expect(phaseStatuses(store)).toEqual(["phase_1 skipped", "phase_3 skipped"]);
    expect(store.state.status).toBe("cancelled");
    expect(openSinkCount()).toBe(0);
  });

  test("[RUN8] a phase left behind by a cancelled run writes nothing more", async () => {
    const interruption = new AbortController();
    const { promise: late, resolve: goOn } = Promise.withResolvers<void>();
    const left = Promise.withResolvers<unknown>();
    const unit = async ({ commit }: Parameters<NonNullable<TestPhase<null>["unit"]>>[0]) => {
      setImmediate(() => interruption.abort(new RunCancelled("Ada")));
      await late;
      left.resolve(await commit({ done: 1, tally: null }, async () => undefined).catch((error: unknown) => error));
    };
    const store = await rehearse({ phases: [{ id: "phase_1", unit }], interruption });
    const events = store.events.length;
    goOn();
    expect(await left.promise).toBeInstanceOf(RunCancelled);
    expect(store.events).toHaveLength(events);
    expect(store.checkpoints.size).toBe(0);
  });

  test("[RUN8] arithmetic between two units learns of a request when it gives the event loop its turn", async () => {
    const interruption = new AbortController();
    let turns = 0;
    const unit = async ({ breathe }: Parameters<NonNullable<TestPhase<null>["unit"]>>[0]) => {
      interruption.abort(new RunCancelled("Ada"));
      await breathe();
      turns += 1;
    };
    const store = await rehearse({ phases: [{ id: "phase_3", unit }], interruption });
    await Promise.resolve();
    expect([store.state.status, turns]).toEqual(["cancelled", 0]);
  });

  test("[RUN8] the dates of a run that broke off are those of the phase it was in, none where none had begun", async () => {
    const cancelledIn = async (id: "phase_1" | "phase_4") => {
      const interruption = new AbortController();
      const unit = (_context: unknown, at: number) => {
        if (at !== 2) return undefined;
        setImmediate(() => interruption.abort(new RunCancelled("Ada")));
        return never();
      };
      const phases = (["phase_1", "phase_3", "phase_4", "phase_6"] as const).map((each) =>
        each === id ? { id: each, unit } : { id: each },
      );
      return (await rehearse({ phases, interruption })).state;
    };
    const { datesProcessed, phases } = await cancelledIn("phase_4");
    expect(phases.map(({ current }) => current)).toEqual([2, 5, 1, 0]);
    expect(datesProcessed).toBe(1);
    expect((await cancelledIn("phase_1")).datesProcessed).toBe(0);
  });

  test("[RUN8] a run is cancelled while it is prepared", async () => {
    const interruption = new AbortController();
    const prepare = () => {
      setImmediate(() => interruption.abort(new RunCancelled("Ada")));
      return never();
    };
    const store = await rehearse({ phases: three, prepare, interruption });
    expect(store.state).toMatchObject({ status: "cancelled", startedAt: null });
  });

  test("[RUN8] a request that comes before the commit of a failure wins", async () => {
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const commit = store.commit.bind(store);
    store.commit = async (step, save) => {
      if (step.events.some(({ type }) => type === "run-complete")) store.cancelRequestedBy ??= "Ada";
      await commit(step, save);
    };
    const failing: TestPhase<null> = {
      id: "phase_1",
      failure: "fails-run",
      unit: () => Promise.reject(new Error("x")),
    };
    await rehearse({ phases: [failing], store, state });
    expect(store.state.status).toBe("cancelled");
    expect(store.events.filter(({ type }) => type === "run-complete")).toHaveLength(1);
  });

  test("[RUN10] a read that meets a database that is away costs the attempt, not the phase", async () => {
    const away = new DrizzleQueryError("select 1", [], Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" }));
    const units: number[] = [];
    const resumed: unknown[] = [];
    const phase: TestPhase<null> = {
      id: "phase_3",
      unit(context, unit) {
        units.push(unit);
        if (unit === 3) resumed.push(context.resumed);
        if (unit === 3 && resumed.length === 1) throw away;
      },
    };
    const store = await rehearse({ phases: [phase] });
    expect(units).toEqual([1, 2, 3, 3, 4, 5]);
    expect(resumed).toEqual([null, { done: 2, tally: { sum: 3 } }]);
    expect(store.state).toMatchObject({ status: "completed", resumes: 0 });
    expect(store.results.get("phase_3")).toEqual({ sum: 15 });
    expect(messages(store)).toContain("warning P&L Calculation & Snapshots: the database was away; on after 2 of 5");
  });

  test("[RUN10] how far a phase had come when the database went is counted by thousands", async () => {
    let isAway = true;
    const phase: TestPhase<null> = {
      ...{ id: "phase_3", total: 1_002 },
      unit(_context, unit) {
        if (unit < 1_002 || !isAway) return;
        isAway = false;
        throw new DrizzleQueryError("select 1", [], Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" }));
      },
    };
    expect(messages(await rehearse({ phases: [phase] })).join()).toContain("; on after 1,001 of 1,002");
  });

  test("[RUN10] a disk that stays full ends the run, and says so", async () => {
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const commit = store.commit.bind(store);
    store.commit = async (step, save) => {
      if (step.work?.phase === "phase_3" && step.work.checkpoint?.done === 3) throw new DiskFull(new Error("53100"));
      await commit(step, save);
    };
    await rehearse({ phases: [{ id: "phase_1" }, { id: "phase_3" }, { id: "phase_4" }], store, state });
    expect(phaseStatuses(store)).toEqual(["phase_1 completed", "phase_3 skipped", "phase_4 skipped"]);
    expect(store.state).toMatchObject({ status: "failed", reason: "The database's disk is full" });
    expect(store.state.phases[1]).toMatchObject({ current: 2, busyMs: 180, reason: "the run failed" });
  });

  test("[RUN10] a price server that is away fails the phase in its own words", async () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const store = await rehearse({ phases: [{ id: "phase_3", unit: () => Promise.reject(refused) }] });
    expect(store.state.phases[0]).toMatchObject({ status: "failed", reason: "connect ECONNREFUSED" });
  });

  test("[RUN10] a run that cannot be prepared because the database is away is prepared once it is back", async () => {
    let attempts = 0;
    const prepare: PrepareRun<null> = async (request) => {
      attempts += 1;
      const cause = Object.assign(new Error("starting up"), { code: "57P03" });
      if (attempts < 3) throw new DrizzleQueryError("select 1", [], cause);
      return preparedRun(null)(request);
    };
    const store = await rehearse({ phases: [{ id: "phase_3" }], prepare });
    expect([attempts, store.state.status]).toEqual([3, "completed"]);
  });

  test("[RUN8] a request to cancel ends the run at the next unit, once, the rest skipped", async () => {
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const cancelAt = (_context: unknown, unit: number) => {
      if (unit === 2) store.cancelRequestedBy = "Ada";
    };
    await rehearse({ phases: [{ id: "phase_1" }, { id: "phase_3", unit: cancelAt }, { id: "phase_4" }], store, state });
    expect(phaseStatuses(store)).toEqual(["phase_1 completed", "phase_3 skipped", "phase_4 skipped"]);
    expect(store.state).toMatchObject({ status: "cancelled", cancelRequested: true });
    expect(store.state.phases[1]).toMatchObject({ current: 1, busyMs: 120, reason: "cancelled" });
    expect(store.events.slice(-5).map(({ type }) => type)).toEqual([
      "run-cancel",
      "complete",
      "complete",
      "log",
      "run-complete",
    ]);
  });

  test("[RUN8] a unit whose commit is under way when the run is cancelled counts, and is not reported behind the end", async () => {
    const interruption = new AbortController();
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const commit = store.commit.bind(store);
    store.commit = async (step, save) => {
      if (step.work?.checkpoint?.done === 2) {
        store.cancelRequestedBy = "Ada";
        interruption.abort(new RunCancelled("Ada"));
        // The run is being cancelled meanwhile.
        await new Promise((resolve) => setImmediate(resolve));
        return commit({ ...step, cancelling: true }, save);
      }
      return commit(step, save);
    };
    await rehearse({ phases: [{ id: "phase_3" }], store, state, interruption });
    expect(store.state).toMatchObject({ status: "cancelled", phases: [{ status: "skipped", current: 2 }] });
    expect(store.events.at(-1)?.type).toBe("run-complete");
    const ends = store.events.findIndex(({ type }) => type === "complete");
    expect(store.events.slice(ends).map(({ type }) => type)).toEqual(["complete", "log", "run-complete"]);
  });

  test("[RUN8] a run cancelled where its worker was lost counts every unit committed, also one not reported yet", async () => {
    const store = createMemoryRunStore(queuedState());
    const unit = (_context: unknown, number: number) => {
      if (number === 3) throw new LeaseLost("test", 1);
    };
    const phases: TestPhase<null>[] = [{ id: "phase_3", unit }];
    await expect(rehearse({ phases, store, state: store.state })).rejects.toBeInstanceOf(LeaseLost);
    expect([store.state.phases[0]?.current, store.checkpoints.get("phase_3")?.done]).toEqual([1, 2]);
    store.cancelRequestedBy = "Ada";
    await rehearse({ phases, store, state: store.state, isTakenOver: true });
    expect(store.state).toMatchObject({
      status: "cancelled",
      phases: [{ status: "skipped", current: 2, busyMs: 120 }],
    });
  });

  test("[RUN8] a request that comes before the last commit wins over the end of the run", async () => {
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const commit = store.commit.bind(store);
    store.commit = async (step, save) => {
      if (step.events.some(({ type }) => type === "run-complete")) store.cancelRequestedBy ??= "Ada";
      await commit(step, save);
    };
    await rehearse({ phases: [{ id: "phase_3" }], store, state });
    expect(store.state.status).toBe("cancelled");
    expect(store.events.filter(({ type }) => type === "run-complete")).toHaveLength(1);
  });

  test("[RUN11] draining finishes the unit in hand and leaves the run where it is", async () => {
    const interruption = new AbortController();
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const drainAt = (_context: unknown, unit: number) => {
      if (unit === 2) interruption.abort(new Draining());
    };
    const phases: TestPhase<null>[] = [{ id: "phase_3", unit: drainAt }];
    await expect(rehearse({ phases, store, state, interruption })).rejects.toBeInstanceOf(Draining);
    expect(store.checkpoints.get("phase_3")?.done).toBe(2);
    expect(store.state.status).toBe("running");
    expect(openSinkCount()).toBe(0);
  });

  test("[RUN6] a resumed run goes on at the first uncommitted unit, with one run-resume and no second phase-start", async () => {
    const interruption = new AbortController();
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const units: number[] = [];
    const phase: TestPhase<null> = {
      id: "phase_3",
      unit(_context, unit) {
        units.push(unit);
        if (unit === 3 && !interruption.signal.aborted) interruption.abort(new Draining());
      },
    };
    await rehearse({ phases: [phase], store, state, interruption }).catch((error: RunInterruption) => error.code);
    await rehearse({ phases: [phase], store, state: store.state });
    expect(units).toEqual([1, 2, 3, 4, 5]);
    expect(store.results.get("phase_3")).toEqual({ sum: 15 });
    expect(store.events.filter(({ type }) => type === "run-resume")).toHaveLength(1);
    expect(store.events.filter(({ type }) => type === "phase-start")).toHaveLength(1);
    expect(store.events.map(({ seq }) => seq)).toEqual(store.events.map((_, index) => index + 1));
    expect(store.state.phases[0]).toMatchObject({ status: "completed", busyMs: 300 });
    expect(fold(queuedState(), store.events)).toEqual(store.state);
  });

  test("[RUN7] a unit that three take-overs did not get past fails the run and is named", async () => {
    const store = createMemoryRunStore(queuedState());
    const phases: TestPhase<null>[] = [
      {
        id: "phase_3",
        unit(_context, unit) {
          if (unit === 2) throw new LeaseLost("test", 1);
        },
      },
    ];
    for (let attempt = 0; attempt < 4; attempt++) {
      await expect(rehearse({ phases, store, state: store.state })).rejects.toBeInstanceOf(LeaseLost);
    }
    await rehearse({ phases, store, state: store.state });
    expect(store.state).toMatchObject({
      status: "failed",
      reason: "P&L Calculation & Snapshots: after 1 of 5 dates the worker was lost 4 times",
    });
  });

  test("[RUN7] a run whose preparing three take-overs did not get past fails, and says so", async () => {
    const store = createMemoryRunStore(queuedState());
    let attempts = 0;
    const prepare = async () => {
      attempts += 1;
      throw new LeaseLost("test", 1);
    };
    for (let attempt = 0; attempt < 4; attempt++) {
      const again = rehearse({ phases: three, prepare, store, state: store.state, isTakenOver: attempt > 0 });
      await expect(again).rejects.toBeInstanceOf(LeaseLost);
    }
    await rehearse({ phases: three, prepare, store, state: store.state, isTakenOver: true });
    expect([attempts, store.state]).toMatchObject([
      4,
      { status: "failed", startedAt: null, reason: "The run could not be prepared: the worker was lost 4 times" },
    ]);
    expect(store.events.filter(({ type }) => type === "run-resume")).toHaveLength(0);
  });

  test("[RUN7] take-overs between two phases are counted too", async () => {
    const interruption = new AbortController();
    const store = createMemoryRunStore(queuedState());
    const lost = async () => {
      throw new LeaseLost("test", 1);
    };
    const phases: TestPhase<null>[] = [{ id: "phase_1" }, { id: "phase_3" }];
    // Ends between the two.
    const commit = store.commit.bind(store);
    store.commit = async (step, save) => {
      await commit(step, save);
      if (step.events.some((event) => event.type === "complete")) interruption.abort(new LeaseLost("test", 1));
    };
    await expect(rehearse({ phases, store, state: store.state, interruption })).rejects.toBeInstanceOf(LeaseLost);
    store.commit = commit;
    expect(phaseStatuses(store)).toEqual(["phase_1 completed", "phase_3 pending"]);
    const takeOver = () => rehearse({ phases, prepare: lost, store, state: store.state, isTakenOver: true });
    for (let attempt = 0; attempt < 3; attempt++) await expect(takeOver()).rejects.toBeInstanceOf(LeaseLost);
    await takeOver();
    expect(store.state).toMatchObject({
      status: "failed",
      reason: "P&L Calculation & Snapshots: before it began the worker was lost 4 times",
    });
  });

  test("[RUN5] a holder whose lease is gone writes nothing more", async () => {
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const phases: TestPhase<null>[] = [
      {
        id: "phase_3",
        unit(_context, unit) {
          if (unit === 2) store.epoch = 2;
        },
      },
    ];
    await expect(rehearse({ phases, store, state })).rejects.toBeInstanceOf(LeaseLost);
    expect(store.checkpoints.get("phase_3")?.done).toBe(1);
    expect(store.state.status).toBe("running");
  });
});
