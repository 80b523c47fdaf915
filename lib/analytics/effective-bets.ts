import { known, type Outcome, unknown } from "./outcome.ts";

/**
 * Number of independent bets n² / Σλ² of a correlation matrix, from 1 (all move as one) to n (none with another).
 * Σλ² is the trace of C², hence Σρᵢⱼ² over all i and j: no eigenvalue is needed. Unknown without a series.
 * Source: the participation ratio of the spectrum; Meucci 2009 for the idea.
 *
 * @param correlation n × n by rows
 */
export function effectiveBets(correlation: Float64Array, n: number): Outcome<number> {
  if (n === 0) return unknown("no series");
  let squares = 0;
  for (const rho of correlation) squares += rho * rho;
  return known((n * n) / squares);
}
