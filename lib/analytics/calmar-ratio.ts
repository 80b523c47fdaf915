import { annualizedReturn } from "./annualized-return.ts";
import { type Outcome, unknown } from "./outcome.ts";
import { quotient } from "./quotient.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";
import { returnsDrawdown } from "./returns-drawdown.ts";

/**
 * Compound annual return over the size of the maximum drawdown, both of the same returns.
 * Unknown with fewer than `minimum` returns (missing ones count), where wealth is not positive or never falls.
 * Source: Young 1991.
 */
export function calmarRatio(
  returns: Float64Array,
  { from = 0, to = returns.length, minimum = 1, periodsPerYear = SESSIONS_PER_YEAR }: ReturnWindow = {},
): Outcome<number> {
  if (to - from < minimum) return unknown(`${to - from} of ${minimum} returns`);
  const growth = annualizedReturn(returns.subarray(from, to), periodsPerYear);
  if (growth.value === null) return growth;
  const worst = returnsDrawdown(returns, from, to);
  if (worst.value === null) return worst;
  return quotient(growth.value, -worst.value.depth, "the returns have no drawdown");
}
