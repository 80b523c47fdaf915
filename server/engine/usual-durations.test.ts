import { expect, test } from "vitest";
import type { RecordedRun } from "./recorded-runs.ts";
import { likeRuns, meanDurations, usualDurations } from "./usual-durations.ts";

const run = (phase_1: number, phase_3: number, change: Partial<RecordedRun> = {}): RecordedRun => ({
  ...{ positions: 50, dates: 100, priceSource: "sample", busyMs: { phase_1, phase_3 }, units: {} },
  ...change,
});
/** Within half a step: quantiles between two values may be either. */
const near = (value: number) => expect.closeTo(value, -0.5);
const like = { size: 5_000, priceSource: "sample", phases: ["phase_1", "phase_3"] };

test("[PRG1] like runs had positions × dates within a factor of 2, the same prices and the same phases", () => {
  const sizes = [2_499, 2_500, 5_000, 10_000, 10_001].map((positions) => run(1, 1, { positions, dates: 1 }));
  expect(likeRuns(sizes, like).map(({ positions }) => positions)).toEqual([2_500, 5_000, 10_000]);
  expect(likeRuns([run(1, 1, { priceSource: "files" }), run(1, 1, { busyMs: { phase_1: 1 } })], like)).toEqual([]);
});

test("[PRG1] mean durations are those of the last fifty; there are none until there is a run", () => {
  const old = Array.from({ length: 30 }, () => run(9_000, 9_000));
  const recent = Array.from({ length: 50 }, (_, index) => run(index % 2 ? 300 : 100, 0));
  expect(meanDurations([...recent, ...old], like.phases)).toEqual(
    new Map([
      ["phase_1", 200],
      ["phase_3", 1],
    ]),
  );
  expect(meanDurations([], like.phases)).toBeNull();
});

test("[PRG2] from the tenth like run on there are quantiles, over two hundred at most", () => {
  const runs = Array.from({ length: 300 }, (_, index) => run(index < 200 ? 100 + index : 99_999, 1_000));
  expect(usualDurations(runs.slice(0, 9), like.phases)).toBeUndefined();
  expect(usualDurations(runs.slice(0, 10), like.phases)?.runs).toBe(10);
  const usual = usualDurations(runs, like.phases)!;
  expect(usual.runs).toBe(200);
  expect(usual.phases.phase_1).toEqual({
    ...{ p10: near(120), p50: near(200), p90: near(280), p95: near(290) },
    ...{ left10: near(1_120), left90: near(1_280) },
  });
  expect(usual.phases.phase_3).toMatchObject({ p50: 1_000, left10: 1_000, left90: 1_000 });
});

test("[PRG2] what is left is a quantile of each run's own sum, not a sum of quantiles", () => {
  // Where one phase is long the other is short: every run takes as long.
  const runs = Array.from({ length: 20 }, (_, index) => run(100 * index, 2_000 - 100 * index));
  expect(usualDurations(runs, like.phases)?.phases.phase_1).toMatchObject({ left10: 2_000, left90: 2_000 });
});
