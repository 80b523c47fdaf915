/** Bars reach at least this far, so that a portfolio of small exposures does not look like one of large ones. */
const LEAST_SPAN = 1;
const STEP = 0.5;

/** How far the bars of the factors reach to either side: a round number that no exposure goes beyond. */
export function factorSpan(exposures: readonly (number | null)[]): number {
  const largest = Math.max(LEAST_SPAN, ...exposures.map((exposure) => Math.abs(exposure ?? 0)));
  return Math.ceil(largest / STEP) * STEP;
}
