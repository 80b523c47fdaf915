import { known, type Outcome, unknown } from "./outcome.ts";
import { intAt, valueAt } from "./value-at.ts";

/**
 * Fragility to the benchmark, per period: of the pairs in the benchmark's order, the return at its lowest and at its
 * highest, weighted by where the middle pair lies between them, minus the return at the middle. Negative: moves of the
 * benchmark either way cost more than they bring. Among equal benchmark values the earlier comes first; the middle of an
 * even n is n/2, of an odd one the even neighbour of n/2.
 * Pairs in which either is missing are left out; unknown with fewer than three.
 * Source: Taleb, Canetti, Kinda, Loukoianova and Schmieder 2012, IMF WP/12/216.
 */
export function betaFragility(returns: Float64Array, benchmark: Float64Array): Outcome<number> {
  const rows = Int32Array.from(returns.keys()).filter(
    (i) => !Number.isNaN(valueAt(returns, i) + valueAt(benchmark, i)),
  );
  if (rows.length < 3) return unknown(`${rows.length} of 3 pairs`);
  rows.sort((a, b) => valueAt(benchmark, a) - valueAt(benchmark, b) || a - b);
  const start = intAt(rows, 0);
  const middle = intAt(rows, halfToEven(rows.length));
  const end = intAt(rows, rows.length - 1);
  const range = valueAt(benchmark, end) - valueAt(benchmark, start);
  const atStart = range === 0 ? 0.5 : (valueAt(benchmark, middle) - valueAt(benchmark, start)) / range;
  const atEnd = 1 - atStart;
  return known(atStart * valueAt(returns, start) + atEnd * valueAt(returns, end) - valueAt(returns, middle));
}

function halfToEven(n: number): number {
  const half = Math.floor(n / 2);
  return n % 2 === 1 && half % 2 === 1 ? half + 1 : half;
}
