import type { PhaseStatus, RunKind, RunStatus } from "./events.ts";

/** A run as live lists show it: the run's row up to `seq`, and its phases in short. Times are UTC ISO. */
export interface ListedRun {
  readonly id: string;
  /** Of two rows of one run the one with the higher seq is the newer. */
  readonly seq: number;
  readonly kind: RunKind;
  readonly status: RunStatus;
  /** 0–100. */
  readonly percent: number;
  readonly portfolio: { readonly id: string; readonly name: string } | null;
  /** E-mail of whoever asked for it; null when it was scheduled or the user is gone. */
  readonly requestedBy: string | null;
  readonly simulated: boolean | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly datesProcessed: number | null;
  readonly datesTotal: number | null;
  readonly reason: string | null;
  readonly warningCount: number;
  readonly errorCount: number;
  /** In plan order. */
  readonly phases: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: PhaseStatus;
    readonly busyMs: number | null;
  }[];
}
