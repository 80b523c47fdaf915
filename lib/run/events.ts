import * as z from "zod/mini";
import {
  endedPhaseStatuses,
  endedRunStatuses,
  logLevels,
  type phaseStatuses,
  runKinds,
  type runStatuses,
} from "./vocabulary.ts";

/** Raised with every change that a client of an earlier version could not read. */
export const CONTRACT_VERSION = 3;

export const runEventTypes = [
  "run-start",
  "phase-start",
  "progress",
  "complete",
  "log",
  "run-resume",
  "run-cancel",
  "run-complete",
] as const satisfies readonly RunEventType[];

const count = z.int().check(z.minimum(0));
const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** What an entry or a warning is about, where it is about one thing. */
const subject = z.object({
  symbol: z.optional(z.string()),
  date: z.optional(date),
  position: z.optional(z.string()),
});

/** Something a phase could not do, in words a user understands; `items` is the whole list, views shorten it. */
const phaseWarning = z.object({
  code: z.string(),
  message: z.string(),
  items: z.array(z.string()),
});

/** Something a phase tells beside its summary, as a titled list in words a user understands; no shortfall. */
const phaseDetail = z.object({ title: z.string(), items: z.array(z.string()) });

const plannedPhase = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  /** Units of work, null where it cannot be known before the phase starts. */
  total: z.nullable(count),
  /** Share of the run's percent; the weights of a run add up to 100. */
  weight: z.number(),
});

/** How long a phase took in like runs, its own busy time in milliseconds, as quantiles over them. */
const usualDuration = z.object({
  p10: z.number(),
  p50: z.number(),
  p90: z.number(),
  p95: z.number(),
  /** What those runs had before them when this phase began, itself and all after it. */
  left10: z.number(),
  left90: z.number(),
});

/**
 * What earlier runs tell of this one: their number, and the durations of each phase that will run. From ten on they are
 * like runs; fewer are those nearest to it in size, and the durations are theirs, scaled to this run.
 */
const usualDurations = z.object({ runs: count, phases: z.record(z.string(), usualDuration) });

const envelope = {
  runId: z.string(),
  /** 1, 2, 3 … per run without gap. */
  seq: z.int().check(z.minimum(1)),
  /** UTC, ISO 8601 with milliseconds. */
  at: z.string(),
};

/** Sent once, first: the run has been taken up by a worker; carries the plan, its totals and weights, and the inputs. */
export const runStart = z.object({
  ...envelope,
  type: z.literal("run-start"),
  kind: z.enum(runKinds),
  portfolio: z.nullable(z.object({ id: z.string(), name: z.string() })),
  plan: z.array(plannedPhase),
  inputs: z.object({
    /** First and last session of the run and their number; null when there is nothing to do. */
    dates: z.nullable(z.object({ from: date, to: date, count })),
    isPresent: z.boolean(),
    positions: count,
    symbols: count,
    priceSource: z.string(),
    /** True when prices are generated, not observed: every view says so. */
    simulated: z.boolean(),
    /** What the run leaves out or assumes, in words, e.g. "Simulated prices". */
    notes: z.array(z.string()),
  }),
  /** Absent until a run of the kind has been recorded, and in events of version 1. */
  usual: z.optional(usualDurations),
});

/** Sent once per phase that runs, before its first unit. */
export const phaseStart = z.object({
  ...envelope,
  type: z.literal("phase-start"),
  phase: z.string(),
  total: z.nullable(count),
});

/** Sent while a phase works, at most ten a second per phase; `current` never falls and the last value is always sent. */
export const progress = z.object({
  ...envelope,
  type: z.literal("progress"),
  phase: z.string(),
  current: count,
  total: z.nullable(count),
});

/**
 * Sent once per phase when it has ended, whatever the outcome; a phase left out, or carried over from the run that is
 * retried, sends it without a phase-start.
 */
export const complete = z.object({
  ...envelope,
  type: z.literal("complete"),
  phase: z.string(),
  status: z.enum(endedPhaseStatuses),
  current: count,
  total: z.nullable(count),
  summary: z.string(),
  /** The phase's own busy time, in milliseconds. */
  busyMs: z.number(),
  /** Outcome counts by name, e.g. `{ priced: 24, unavailable: 1 }`. */
  counts: z.record(z.string(), z.number()),
  warnings: z.array(phaseWarning),
  /** Absent where there are none, and in events of versions 1 and 2. */
  details: z.optional(z.array(phaseDetail)),
  /** Why a phase was skipped or failed, or which run a completed one was carried over from; null for the others. */
  reason: z.nullable(z.string()),
});

/** Sent for each entry of the activity log; repeats within one flush are one entry with a count. */
export const log = z.object({
  ...envelope,
  type: z.literal("log"),
  level: z.enum(logLevels),
  logger: z.string(),
  phase: z.nullable(z.string()),
  message: z.string(),
  code: z.optional(z.string()),
  subject: z.optional(subject),
  count: z.int().check(z.minimum(1)),
});

/** Sent when another worker has taken the run over and goes on at the first uncommitted unit. */
export const runResume = z.object({
  ...envelope,
  type: z.literal("run-resume"),
  phase: z.nullable(z.string()),
});

/** Sent when a request to cancel has reached the run; a `run-complete` with status cancelled follows. */
export const runCancel = z.object({
  ...envelope,
  type: z.literal("run-cancel"),
  by: z.string(),
  reason: z.nullable(z.string()),
});

/** Sent once, last. */
export const runComplete = z.object({
  ...envelope,
  type: z.literal("run-complete"),
  status: z.enum(endedRunStatuses),
  durationMs: z.number(),
  datesProcessed: count,
  datesTotal: count,
  /** Why the run failed or had nothing to do; null otherwise. */
  reason: z.nullable(z.string()),
});

export const runEvent = z.discriminatedUnion("type", [
  runStart,
  phaseStart,
  progress,
  complete,
  log,
  runResume,
  runCancel,
  runComplete,
]);

export type RunEvent = z.infer<typeof runEvent>;
export type RunEventType = RunEvent["type"];
export type EventOf<Type extends RunEventType> = Extract<RunEvent, { type: Type }>;
type Unnumbered<Event> = Event extends RunEvent ? Omit<Event, "runId" | "seq"> : never;
/** An event before its holder numbered it. */
export type PendingEvent = Unnumbered<RunEvent>;
export type PhaseWarning = z.infer<typeof phaseWarning>;
export type PhaseDetail = z.infer<typeof phaseDetail>;
export type Subject = z.infer<typeof subject>;
export type PlannedPhaseState = z.infer<typeof plannedPhase>;
export type RunStatus = (typeof runStatuses)[number];
export type PhaseStatus = (typeof phaseStatuses)[number];
export type EndedRunStatus = (typeof endedRunStatuses)[number];
export type RunKind = (typeof runKinds)[number];
export type LogLevel = (typeof logLevels)[number];
export type UsualDuration = z.infer<typeof usualDuration>;
export type UsualDurations = z.infer<typeof usualDurations>;
export type RunInputs = EventOf<"run-start">["inputs"];
