import { type Outcome, unknown } from "./outcome.ts";
import { quotient } from "./quotient.ts";
import type { ReturnWindow } from "./return-window.ts";
import { valueAt } from "./value-at.ts";

/** Sessions on which the benchmark rose, or fell; those on which it stood still are in neither. */
export type MarketSide = "up" | "down";

/**
 * Compound mean return over that of the benchmark, on the sessions on which the benchmark rose (`up`) or fell (`down`):
 * (Π(1 + r)^(1/n) − 1) / (Π(1 + b)^(1/n) − 1). 1 is the benchmark itself. `periodsPerYear: 252` compounds both to a year
 * before they are divided, which for daily returns exaggerates small differences.
 * Pairs in which either is missing are left out. Unknown with fewer than `minimum` such sessions (never fewer than 1) or
 * where the wealth of either is not positive. Source: Morningstar, upside and downside capture ratios; Bacon 2008, ch. 3.
 */
export function marketCapture(
  returns: Float64Array,
  benchmark: Float64Array,
  side: MarketSide,
  { from = 0, to = returns.length, minimum = 1, periodsPerYear = 1 }: ReturnWindow = {},
): Outcome<number> {
  let n = 0;
  let ours = 0;
  let theirs = 0;
  for (let i = from; i < to; i++) {
    const value = valueAt(returns, i);
    const market = valueAt(benchmark, i);
    const counts = side === "up" ? market > 0 : market < 0;
    if (!counts || Number.isNaN(value)) continue;
    n++;
    ours += Math.log1p(value);
    theirs += Math.log1p(market);
  }
  const needed = Math.max(1, minimum);
  const moved = side === "up" ? "rose" : "fell";
  if (n < needed) return unknown(`${n} of ${needed} sessions on which the benchmark ${moved}`);
  if (!Number.isFinite(ours + theirs)) return unknown("wealth is not positive");
  const mean = (logWealth: number) => Math.expm1((logWealth * periodsPerYear) / n);
  return quotient(mean(ours), mean(theirs), "the benchmark hardly moved");
}
