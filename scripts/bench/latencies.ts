const MOST_MS = 60_000;

/** Durations in whole milliseconds, counted. */
export class Latencies {
  readonly #counts = new Uint32Array(MOST_MS + 1);

  add(ms: number): void {
    const at = Math.min(MOST_MS, Math.max(0, Math.round(ms)));
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  /** How often each duration came, from 0 ms on. */
  counts(): number[] {
    const last = this.#counts.findLastIndex((count) => count > 0);
    return [...this.#counts.subarray(0, last + 1)];
  }
}

/** The duration that this share (0–1) of all stay at or below; NaN when there is none. */
export function quantileOf(counted: readonly (readonly number[])[], share: number): number {
  const longest = Math.max(0, ...counted.map((counts) => counts.length));
  const sums = Array.from({ length: longest }, (_, ms) => counted.reduce((sum, counts) => sum + (counts[ms] ?? 0), 0));
  const total = sums.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [ms, count] of sums.entries()) {
    seen += count;
    if (count > 0 && seen >= total * share) return ms;
  }
  return Number.NaN;
}
