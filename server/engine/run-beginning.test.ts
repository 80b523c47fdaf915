import { describe, expect, test } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import { createMemoryRunStore, type MemoryRunStore } from "#tests/fixtures/memory-run-store.ts";
import { messages, rehearse } from "#tests/fixtures/rehearsal.ts";
import { queuedState, type TestPhase } from "#tests/fixtures/run-parts.ts";
import type { CarriedOver } from "./carry-over.ts";
import { Draining, type RunInterruption } from "./interruption.ts";

const three: TestPhase<null>[] = [{ id: "phase_1" }, { id: "phase_0" }, { id: "phase_3" }];

describe("a retry", () => {
  const details = [{ title: "Priced by", items: ["Stub: A, B (2)"] }];
  const ended = { current: 2, total: 2, counts: { priced: 2 }, warnings: [], details, busyMs: 700 };
  const [prices, , , profiles] = queuedState().phases;
  const carried: CarriedOver = {
    from: "abcd1234-0000-4000-8000-000000000001",
    kind: "onboarding",
    phases: [
      { ...prices!, ...ended, status: "completed", summary: "2/2 symbols priced" },
      { ...profiles!, ...ended, status: "warning", summary: "1 profile", reason: "carried over from run 00000000" },
    ],
    saveResults: async () => undefined,
  };

  test("[RUN9] carries over what completed, with its figures, and starts behind it", async () => {
    const worked: string[] = [];
    const phases: TestPhase<null>[] = (["phase_1", "phase_0", "phase_3"] as const).map((id) => ({
      id,
      unit: () => void worked.push(id),
    }));
    const store = await rehearse({ phases, carried });
    expect(new Set(worked)).toEqual(new Set(["phase_3"]));
    expect(store.state.phases[0]).toMatchObject({
      ...ended,
      ...{ status: "completed", summary: "2/2 symbols priced", reason: "carried over from run abcd1234" },
    });
    expect(store.state.phases[1]).toMatchObject({ status: "warning", reason: "carried over from run 00000000" });
    expect(store.state.status).toBe("partial");
    expect(store.events.slice(0, 3).map(({ type }) => type)).toEqual(["run-start", "complete", "complete"]);
    expect(messages(store)[0]).toBe("info Retry: Market Data Collection, Company Profile Sync carried over");
    expect(fold(queuedState(), store.events)).toEqual(store.state);
  });

  test("[RUN9] that changes hands carries nothing over again", async () => {
    const interruption = new AbortController();
    const state = queuedState();
    const store = createMemoryRunStore(state);
    const phases: TestPhase<null>[] = [
      { id: "phase_1" },
      { id: "phase_3", unit: (_context, unit) => void (unit === 2 && interruption.abort(new Draining())) },
    ];
    await rehearse({ phases, carried, store, state, interruption }).catch((error: RunInterruption) => error.code);
    await rehearse({ phases: [{ id: "phase_1" }, { id: "phase_3" }], store, state: store.state });
    expect(store.events.filter((event) => event.type === "complete" && event.phase === "phase_1")).toHaveLength(1);
    expect(store.state.phases[0]?.reason).toBe("carried over from run abcd1234");
    expect(store.state.status).toBe("completed");
  });

  test("[RUN9] with nothing to carry over is a run like any other, and says so", async () => {
    const store = await rehearse({ phases: three, carried: { ...carried, from: null, phases: [] } });
    expect(messages(store)[0]).toBe("info Retry: nothing to carry over");
    expect(store.events.filter(({ type }) => type === "phase-start")).toHaveLength(3);
  });
});

describe("what earlier runs tell", () => {
  const recorded = (runs: number) =>
    Array.from({ length: runs }, () => ({
      ...{ positions: 2, dates: 5, priceSource: "sample", units: { phase_1: 2, phase_0: 2, phase_3: 5 } },
      busyMs: { phase_1: 1_000, phase_0: 1_000, phase_3: 6_000 },
    }));
  const startOf = (store: MemoryRunStore) => store.events.find((event) => event.type === "run-start")!;
  const weights = (store: MemoryRunStore) => startOf(store).plan.map(({ weight }) => weight);

  test("[PRG1] weights are the shares of like runs' durations, and the plan's own until there are some", async () => {
    const known = await rehearse({ phases: three, recorded: async () => recorded(1) });
    expect(weights(known)).toEqual([12.5, 12.5, 75]);
    expect(weights(await rehearse({ phases: three }))).not.toEqual(weights(known));
  });

  test("[PRG2] usual durations are a wide range from the first run on, and those of like runs with the tenth", async () => {
    expect(startOf(await rehearse({ phases: three }))).not.toHaveProperty("usual");
    const one = await rehearse({ phases: three, recorded: async () => recorded(1) });
    expect(one.state.usual?.runs).toBe(1);
    const { left10 = 0, left90 = 0 } = one.state.usual?.phases.phase_0 ?? {};
    expect(left10).toBeLessThan(7_000);
    expect(left90).toBeGreaterThan(7_000);
    const ten = await rehearse({ phases: three, recorded: async () => recorded(10) });
    expect(ten.state.usual?.phases.phase_0).toMatchObject({ p50: 1_000, left10: 7_000, left90: 7_000 });
    expect(fold(queuedState(), ten.events)).toEqual(ten.state);
  });
});
