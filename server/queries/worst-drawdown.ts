import { maxDrawdown } from "#lib/analytics/max-drawdown.ts";

/** The deepest fall of the time-weighted index, and when: ISO dates of its sessions. */
export interface WorstDrawdown {
  /** Trough / peak − 1, a fraction ≤ 0. */
  readonly depth: number;
  /** Null where the fall began at the opening, before the first session. */
  readonly peak: string | null;
  readonly trough: string;
  /** First session at the peak's level again; null while it is not. */
  readonly recovery: string | null;
}

/**
 * The deepest fall of a portfolio's sessions; null where it never fell or no return is known.
 *
 * @param sessions oldest first, from the portfolio's first one
 */
export function worstDrawdown(
  sessions: readonly { readonly date: string; readonly twrIndex: number | null }[],
): WorstDrawdown | null {
  // Growth of 1 since just before the first session: the opening itself may be the peak.
  const index = Float64Array.from([1, ...sessions.map(({ twrIndex }) => twrIndex ?? Number.NaN)]);
  const { value: fall } = maxDrawdown(index);
  const dateOf = (at: number) => sessions[at - 1]?.date ?? null;
  const trough = fall === null ? null : dateOf(fall.trough);
  if (fall === null || trough === null || fall.depth === 0) return null;
  const recovery = fall.recovery === null ? null : dateOf(fall.recovery);
  return { depth: fall.depth, peak: dateOf(fall.peak), trough, recovery };
}
