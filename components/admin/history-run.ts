import type { PhaseCell } from "#components/status/phase-strip.tsx";
import type { RunStatus } from "#lib/run/events.ts";

/** A run as the history shows it. Times are UTC ISO. */
export interface HistoryRun {
  readonly id: string;
  readonly kind: string;
  readonly status: RunStatus;
  readonly percent: number;
  readonly portfolio: { readonly id: string; readonly name: string } | null;
  readonly requestedBy: string | null;
  readonly simulated: boolean | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly durationMs: number | null;
  readonly reason: string | null;
  readonly phases: readonly PhaseCell[];
}
