import { realizedVolatility } from "./realized-volatility.ts";

/**
 * {@link realizedVolatility} of the `length` returns that end at each session, NaN where any of them is missing or the
 * series is not yet long enough. Same length as `returns`; only [from, to) is filled.
 */
export function rollingVolatility(
  returns: Float64Array,
  length: number,
  from = 0,
  to: number = returns.length,
): Float64Array {
  const rolling = new Float64Array(returns.length).fill(Number.NaN);
  for (let i = Math.max(from, length - 1); i < to; i++) {
    rolling[i] = realizedVolatility(returns, i - length + 1, i + 1, length).value ?? Number.NaN;
  }
  return rolling;
}
