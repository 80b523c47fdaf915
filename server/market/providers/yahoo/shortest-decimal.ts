const MOST_DECIMALS = 12;

/**
 * The number with the fewest decimals that is no farther than `tolerance` from `value`: it takes the noise of binary
 * fractions off a price without guessing how many decimals it was quoted in.
 */
export function shortestDecimal(value: number, tolerance: number): number {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    const rounded = Math.round(value * scale) / scale;
    if (Math.abs(rounded - value) <= tolerance) return rounded;
  }
  return value;
}
