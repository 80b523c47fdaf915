import { known, type Outcome, unknown } from "./outcome.ts";
import { type BondTerms, rateShock } from "./rate-shock.ts";
import { STRESS_FACTORS } from "./stress-factors.ts";
import type { StressShocks } from "./stress-scenarios.ts";

/**
 * Total returns of the funds that a scenario says, in the order of `STRESS_FACTORS`, NaN where it says nothing; a change
 * of yields becomes TLT's return (`rate-shock.ts`). Unknown where the scenario moves nothing or a factor that is missing.
 *
 * @param missing why a factor cannot be moved, null where it can (`StressDesign.missing`)
 */
export function shockedReturns(
  shocks: StressShocks,
  missing: readonly (string | null)[],
  bond: BondTerms,
): Outcome<Float64Array> {
  const returns = new Float64Array(STRESS_FACTORS.length).fill(Number.NaN);
  const absent: string[] = [];
  for (const [place, { shock }] of STRESS_FACTORS.entries()) {
    const size = shocks[shock];
    if (size === undefined) continue;
    returns[place] = shock === "rateBp" ? rateShock(size, bond) : size;
    const reason = missing[place] ?? null;
    if (reason !== null) absent.push(reason);
  }
  if (absent.length > 0) return unknown(absent.join("; "));
  return returns.every(Number.isNaN) ? unknown("the scenario moves nothing") : known(returns);
}
