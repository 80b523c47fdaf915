import { expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import type { RecordedRun } from "./recorded-runs.ts";
import { scaledDurations } from "./scaled-durations.ts";

const phases = ["phase_1", "phase_3"];
/** A run over 100 dates with a symbol for each position. */
const run = (positions: number, phase_1: number, phase_3: number, change: Partial<RecordedRun> = {}): RecordedRun => ({
  ...{ positions, dates: 100, priceSource: "sample" },
  ...{ busyMs: { phase_1, phase_3 }, units: { phase_1: positions, phase_3: 100 } },
  ...change,
});
const extent = (positions: number) => ({
  ...{ positions, dates: 100, priceSource: "sample", units: { phase_1: positions, phase_3: 100 } },
});
const usualOf = (recorded: RecordedRun[], positions: number) =>
  scaledDurations(recorded, extent(positions), { phases, ahead: phases });

test("[PRG2] one earlier run of the same size tells half to twice its time", () => {
  const usual = usualOf([run(500, 4_000, 10_000)], 500)!;
  expect(usual.runs).toBe(1);
  expect(usual.phases.phase_1).toEqual({
    ...{ p10: 2_000, p50: 4_000, p90: 8_000, p95: 8_000 },
    ...{ left10: 7_000, left90: 28_000 },
  });
});

test("[PRG2] a run of another size tells between the square root and all of what there is more, or less, to do", () => {
  const up = usualOf([run(20, 100, 1_000)], 500)!.phases.phase_3!;
  expect([up.p10, up.p90]).toEqual([2_500, 50_000]);
  const down = usualOf([run(500, 2_500, 25_000)], 20)!.phases.phase_3!;
  expect([down.p10, down.p90]).toEqual([500, 10_000]);
});

test("[PRG2] the more runs tell, the narrower the range; nine at most do, those nearest in size", () => {
  const width = (count: number) => {
    const usual = usualOf(
      Array.from({ length: count }, () => run(500, 4_000, 10_000)),
      500,
    )!;
    const { left10, left90 } = usual.phases.phase_1!;
    return left90 - left10;
  };
  expect(width(4)).toBeLessThan(width(1));
  expect(width(9)).toBeLessThan(width(4));
  const many = [...Array.from({ length: 30 }, () => run(20, 1, 1)), run(450, 9_000, 9_000), run(480, 9_000, 9_000)];
  const usual = required(usualOf(many, 500), "usual");
  expect(usual.runs).toBe(2);
  expect(usual.phases.phase_1!.p50).toBeGreaterThan(8_000);
  expect(
    usualOf(
      Array.from({ length: 30 }, () => run(20, 1, 1)),
      500,
    )!.runs,
  ).toBe(9);
});

test("[PRG2] runs of other prices, or without one of the phases, tell nothing", () => {
  expect(usualOf([], 500)).toBeUndefined();
  expect(usualOf([run(500, 1, 1, { priceSource: "files" })], 500)).toBeUndefined();
  expect(usualOf([run(500, 1, 1, { busyMs: { phase_1: 1 } })], 500)).toBeUndefined();
  expect(usualOf([run(500, 1, 1)], 0)).toBeUndefined();
});
