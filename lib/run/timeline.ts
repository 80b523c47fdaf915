import type { LogLevel, PhaseStatus } from "./events.ts";

/** Where on a run's events a phase lies. */
export interface PhaseStretch {
  readonly phase: string;
  /** Its first phase-start; null for one that was left out or carried over. */
  readonly fromSeq: number | null;
  /** Its complete; null while it is at work. */
  readonly toSeq: number | null;
  readonly status: PhaseStatus | null;
}

/** Warnings and errors on a short stretch of a run's events. */
export interface AlertMark {
  /** The first of them. */
  readonly seq: number;
  readonly level: Exclude<LogLevel, "info">;
  readonly count: number;
}

/** What a run's events hold at a glance, up to `lastSeq`. */
export interface RunTimeline {
  readonly lastSeq: number;
  /** In order of their first event. */
  readonly phases: readonly PhaseStretch[];
  /** In order; a long run's are gathered, at most 400 of each level. */
  readonly alerts: readonly AlertMark[];
}
