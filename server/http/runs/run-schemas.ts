import { z } from "@hono/zod-openapi";
import { type RunEvent, runEventTypes } from "#lib/run/events.ts";
import { logLevels, phaseStatuses, runKinds, runStatuses } from "#lib/run/vocabulary.ts";
import { instant, isoDate } from "../route-kit.ts";

const count = z.number().int();

const phaseSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    unit: z.string(),
    weight: z.number(),
    status: z.enum(phaseStatuses),
    current: count,
    total: count.nullable(),
    summary: z.string().nullable(),
    reason: z.string().nullable(),
    counts: z.record(z.string(), z.number()).readonly(),
    warnings: z.array(z.object({ code: z.string(), message: z.string(), items: z.array(z.string()) })).readonly(),
    details: z.array(z.object({ title: z.string(), items: z.array(z.string()) })).readonly(),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    busyMs: z.number().nullable(),
  })
  .openapi("RunPhase");

const milliseconds = z.number();

const usualDuration = z
  .object({
    ...{ p10: milliseconds, p50: milliseconds, p90: milliseconds, p95: milliseconds },
    left10: milliseconds.openapi({ description: "What they still had before them when the phase began: p10" }),
    left90: milliseconds.openapi({ description: "As left10: p90" }),
  })
  .openapi("UsualDuration");

const USUAL =
  "What earlier runs tell of this one's durations: from ten `runs` on those of like runs, with fewer those of the runs nearest to it in size, scaled to it. Null while it has not begun, and where no earlier run tells anything";

/** A run as its events up to `seq` fold to, less the newest log lines. */
export const runSchema = z
  .object({
    runId: z.uuid(),
    seq: count.openapi({ description: "The last event folded in; ask /events?after= for what follows" }),
    kind: z.enum(runKinds),
    portfolio: z.object({ id: z.string(), name: z.string() }).nullable(),
    status: z.enum(runStatuses),
    percent: count,
    inputs: z
      .object({
        dates: z.object({ from: isoDate, to: isoDate, count }).nullable(),
        isPresent: z.boolean(),
        positions: count,
        symbols: count,
        priceSource: z.string(),
        simulated: z.boolean(),
        notes: z.array(z.string()),
      })
      .nullable(),
    phases: z.array(phaseSchema).readonly(),
    usual: z
      .object({ runs: count, phases: z.record(z.string(), usualDuration).readonly() })
      .nullable()
      .openapi({ description: USUAL }),
    retryOf: z.uuid().nullable().openapi({ description: "The run this one retries" }),
    eventsPrunedAt: instant.nullable().openapi({ description: "When its events and log were removed for their age" }),
    createdAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    durationMs: z.number().nullable(),
    datesProcessed: count.nullable(),
    reason: z.string().nullable(),
    resumes: count,
    cancelRequested: z.boolean(),
    logCounts: z.object({ info: count, warning: count, error: count }).readonly(),
  })
  .openapi("Run");

/** A run as lists show it. */
export const runSummarySchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(runKinds),
    status: z.enum(runStatuses),
    percent: count,
    portfolio: z.object({ id: z.string(), name: z.string() }).nullable(),
    requestedBy: z.string().nullable(),
    simulated: z.boolean().nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    durationMs: z.number().nullable(),
    datesProcessed: count.nullable(),
    datesTotal: count.nullable(),
    reason: z.string().nullable(),
    warningCount: count.openapi({
      description: "Lines of its log of level warning; phases tell their warnings in the run",
    }),
    errorCount: count.openapi({ description: "Lines of its log of level error" }),
    phases: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          status: z.enum(phaseStatuses),
          busyMs: z.number().nullable(),
          summary: z.string().nullable(),
        }),
      )
      .readonly(),
  })
  .openapi("RunSummary");

/** As the live protocol sends them; the members beside the envelope depend on `type`. */
const eventSchema = z.custom<RunEvent>().openapi("RunEvent", {
  type: "object",
  required: ["runId", "seq", "at", "type"],
  properties: {
    runId: { type: "string", format: "uuid" },
    seq: { type: "integer", minimum: 1 },
    at: { type: "string", format: "date-time" },
    type: {
      type: "string",
      enum: [...runEventTypes],
    },
  },
  additionalProperties: true,
});

export const eventsSchema = z.object({
  events: z.array(eventSchema),
  lastSeq: count.openapi({
    description: "The run's newest event; more are to be had while it is above the last one here",
  }),
});

const logEntrySchema = z
  .object({
    seq: count,
    at: instant,
    level: z.enum(logLevels),
    logger: z.string(),
    phase: z.string().nullable(),
    message: z.string(),
    code: z.string().optional(),
    subject: z
      .object({ symbol: z.string().optional(), date: isoDate.optional(), position: z.string().optional() })
      .optional(),
    count: count.openapi({ description: "How often it was said in a row" }),
  })
  .openapi("LogEntry");

export const logPageSchema = z.object({
  entries: z.array(logEntrySchema).readonly(),
  hasMore: z.boolean().openapi({ description: "More the way that was asked: earlier, or later with `after`" }),
  asOfSeq: count.openapi({ description: "The run's newest event when this was read" }),
  counts: z
    .object({ info: count, warning: count, error: count })
    .readonly()
    .nullable()
    .openapi({ description: "Matches of phase and q per level in the whole log; null with `before` or `after`" }),
});

/** A run as its first events fold to. */
export const pastRunSchema = runSchema
  .omit({ retryOf: true, eventsPrunedAt: true })
  .extend({ log: z.array(logEntrySchema).readonly() })
  .openapi("PastRun");

export const timelineSchema = z
  .object({
    lastSeq: count.openapi({ description: "The run's newest event when this was read" }),
    phases: z
      .array(
        z.object({
          phase: z.string(),
          fromSeq: count.nullable().openapi({ description: "Its phase-start; null when left out or carried over" }),
          toSeq: count.nullable().openapi({ description: "Its complete; null while it is at work" }),
          status: z.enum(phaseStatuses).nullable(),
        }),
      )
      .readonly(),
    alerts: z
      .array(
        z.object({
          seq: count.openapi({ description: "The first of them" }),
          level: z.enum(["warning", "error"]),
          count: count.openapi({ description: "How many lie close together here" }),
        }),
      )
      .readonly(),
  })
  .openapi("RunTimeline");
