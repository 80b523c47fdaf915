import type {
  LogLevel,
  PhaseDetail,
  PhaseStatus,
  PhaseWarning,
  RunInputs,
  RunKind,
  RunStatus,
  Subject,
  UsualDurations,
} from "./events.ts";
import { PLAN } from "./plan.ts";

/** One of the nine rows. Times are UTC ISO strings, null until they happened. */
export interface PhaseState {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly weight: number;
  readonly status: PhaseStatus;
  readonly current: number;
  readonly total: number | null;
  readonly summary: string | null;
  readonly reason: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly warnings: readonly PhaseWarning[];
  readonly details: readonly PhaseDetail[];
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly busyMs: number | null;
}

export interface LogLine {
  readonly seq: number;
  readonly at: string;
  readonly level: LogLevel;
  readonly logger: string;
  readonly phase: string | null;
  readonly message: string;
  readonly code?: string | undefined;
  readonly subject?: Subject | undefined;
  readonly count: number;
}

/** A run as the fold of its events up to `seq`. */
export interface RunState {
  readonly runId: string;
  readonly seq: number;
  readonly kind: RunKind;
  readonly portfolio: { readonly id: string; readonly name: string } | null;
  readonly status: RunStatus;
  /** Whole percent, 100 only at the end. */
  readonly percent: number;
  readonly inputs: RunInputs | null;
  /** Durations of like runs, or scaled from others; null while there is none. */
  readonly usual: UsualDurations | null;
  readonly phases: readonly PhaseState[];
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly datesProcessed: number | null;
  readonly reason: string | null;
  readonly resumes: number;
  readonly cancelRequested: boolean;
  /** Entries per level over the whole run, folded repeats counted once. */
  readonly logCounts: Readonly<Record<LogLevel, number>>;
  /** The newest entries, oldest first, at most LOG_TAIL. */
  readonly log: readonly LogLine[];
}

export const LOG_TAIL = 200;

/** What is known of a run before its first event. */
export interface NewRun {
  runId: string;
  kind: RunKind;
  portfolio: { id: string; name: string } | null;
  createdAt: string;
}

/** The queued run: all nine phases pending, in plan order. */
export function initialRunState(run: NewRun): RunState {
  return {
    ...run,
    seq: 0,
    status: "queued",
    percent: 0,
    inputs: null,
    usual: null,
    phases: PLAN.map(({ id, name, unit, defaultWeight }) =>
      pendingPhase({ id, name, unit, weight: defaultWeight, total: null }),
    ),
    startedAt: null,
    endedAt: null,
    durationMs: null,
    datesProcessed: null,
    reason: null,
    resumes: 0,
    cancelRequested: false,
    logCounts: { info: 0, warning: 0, error: 0 },
    log: [],
  };
}

/** A row nothing has happened to yet. */
export function pendingPhase(phase: Pick<PhaseState, "id" | "name" | "unit" | "weight" | "total">): PhaseState {
  return {
    ...phase,
    status: "pending",
    current: 0,
    summary: null,
    reason: null,
    counts: {},
    warnings: [],
    details: [],
    startedAt: null,
    endedAt: null,
    busyMs: null,
  };
}
