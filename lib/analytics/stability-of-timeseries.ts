import { knownValues } from "./known-values.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { simpleRegression } from "./simple-regression.ts";

/**
 * R² of the line through the cumulative log returns, 0–1: 1 is growth at one steady rate. Missing returns are skipped.
 * Unknown with fewer than three returns, where wealth is not positive or does not move.
 */
export function stabilityOfTimeseries(returns: Float64Array): Outcome<number> {
  const path = knownValues(returns);
  let level = 0;
  for (const [i, value] of path.entries()) {
    if (!(value > -1)) return unknown("wealth is not positive");
    level += Math.log1p(value);
    path[i] = level;
  }
  const line = simpleRegression(
    path,
    path.map((_, i) => i),
    0,
    path.length,
  );
  return line.value === null ? line : known(line.value.rSquared);
}
