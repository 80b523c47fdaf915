import type { LogLevel } from "./events.ts";
import type { LogLine } from "./state.ts";

/** Entries per level. */
export type LevelCounts = Readonly<Record<LogLevel, number>>;

/** Some entries of an activity log that a filter lets through, and what lies around them. */
export interface LogPage {
  /** Oldest first, no match left out between the first and the last. */
  readonly entries: readonly LogLine[];
  /** Whether there are more the way that was asked: before the first, or after the last when asked with `after`. */
  readonly hasMore: boolean;
  /** The run's newest event when this was read; entries after it come over the socket. */
  readonly asOfSeq: number;
  /** Per level, the entries of the whole log that phase and text let through; null on pages after the first. */
  readonly counts: LevelCounts | null;
}

/** The sum over all levels. */
export function countAll(counts: LevelCounts): number {
  return counts.info + counts.warning + counts.error;
}
