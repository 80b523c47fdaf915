import { simpleRegression } from "#lib/analytics/simple-regression.ts";
import type { BenchRow } from "./bench-row.ts";

/** A duration in milliseconds of so much work. */
export interface TimedSize {
  readonly size: number;
  readonly ms: number;
}

/**
 * How a duration grows: what one more of the size costs and what is there without any (least squares), how well that
 * line holds, and the exponent of the power of size that fits best, 1 where growth is in proportion.
 */
export function growthRows(over: string, one: string, timings: readonly TimedSize[]): BenchRow[] {
  const sizes = Float64Array.from(timings, ({ size }) => size);
  const durations = Float64Array.from(timings, ({ ms }) => ms);
  const line = simpleRegression(durations, sizes, 0, timings.length).value;
  const power = simpleRegression(durations.map(Math.log), sizes.map(Math.log), 0, timings.length).value;
  if (line === null || power === null) throw new Error(`too few timings to fit growth over ${over}`);
  const row = (name: string, unit: string, value: number): BenchRow => ({
    name: `growth over ${over}: ${name}`,
    ...{ unit, values: [value] },
  });
  return [
    row(`each ${one}`, "ms", line.beta),
    row("without any", "ms", line.alpha),
    row("R² of the line", "share", line.rSquared),
    row("exponent", "power", power.beta),
  ];
}
