import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { PhaseDetail, PhaseWarning, RunEvent, RunInputs, UsualDurations } from "#lib/run/events.ts";
import { phaseStatuses, runKinds, runStatuses } from "#lib/run/vocabulary.ts";
import { user } from "./auth.ts";
import { portfolios } from "./portfolio.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A run: what was asked for, and the fold of its events up to last_seq. */
export const runs = pgTable(
  "runs",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    portfolioId: uuid("portfolio_id").references(() => portfolios.id, { onDelete: "cascade" }),
    requestedBy: text("requested_by").references(() => user.id, { onDelete: "set null" }),
    kind: text("kind", { enum: runKinds }).notNull(),
    retryOf: uuid("retry_of"),
    /** Asked range; null takes the defaults. */
    fromDate: date("from_date"),
    toDate: date("to_date"),
    force: boolean("force").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
    cancelRequestedAt: instant("cancel_requested_at"),
    cancelRequestedBy: text("cancel_requested_by"),

    status: text("status", { enum: runStatuses }).notNull().default("queued"),
    lastSeq: integer("last_seq").notNull().default(0),
    percent: smallint("percent").notNull().default(0),
    inputs: jsonb("inputs").$type<RunInputs>(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    durationMs: doublePrecision("duration_ms"),
    datesProcessed: integer("dates_processed"),
    reason: text("reason"),
    resumes: smallint("resumes").notNull().default(0),
    cancelSeen: boolean("cancel_seen").notNull().default(false),
    infoCount: integer("info_count").notNull().default(0),
    warningCount: integer("warning_count").notNull().default(0),
    errorCount: integer("error_count").notNull().default(0),
    usual: jsonb("usual").$type<UsualDurations>(),
    /** When the removal of its events for their age began; its phases and results stay. */
    eventsPrunedAt: instant("events_pruned_at"),
  },
  (table) => [
    uniqueIndex("runs_one_active_per_portfolio")
      .on(table.portfolioId)
      .where(sql`${table.status} in ('queued', 'running')`),
    // Nulls first, as `order by … desc` has it: an index in another order is of no use to it.
    index("runs_newest").on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("runs_status_newest").on(table.status, table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    // Like runs, for weights and time left.
    index("runs_kind_finished")
      .on(table.kind, table.createdAt.desc().nullsFirst())
      .where(sql`${table.status} in ('completed', 'partial')`),
    // Runs whose events wait to be removed for their age.
    index("runs_with_events").on(table.endedAt).where(sql`${table.eventsPrunedAt} is null`),
    // The retries of a run.
    index("runs_retried").on(table.retryOf).where(sql`${table.retryOf} is not null`),
    index("runs_portfolio_newest").on(
      table.portfolioId,
      table.createdAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
  ],
);

export const runPhases = pgTable(
  "run_phases",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    phase: text("phase").notNull(),
    name: text("name").notNull(),
    unit: text("unit").notNull(),
    ordinal: smallint("ordinal").notNull(),
    weight: doublePrecision("weight").notNull(),
    status: text("status", { enum: phaseStatuses }).notNull(),
    current: integer("current").notNull(),
    total: integer("total"),
    summary: text("summary"),
    reason: text("reason"),
    counts: jsonb("counts").$type<Record<string, number>>().notNull(),
    warnings: jsonb("warnings").$type<readonly PhaseWarning[]>().notNull(),
    details: jsonb("details").$type<readonly PhaseDetail[]>().notNull().default([]),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    busyMs: doublePrecision("busy_ms"),
    /**
     * Units committed so far and what the phase has gathered over them; where a resumed run goes on. `takeOvers` counts
     * the holders lost since the last unit.
     */
    checkpoint: jsonb("checkpoint").$type<{ done: number; busyMs: number; tally?: unknown; takeOvers?: number }>(),
    result: jsonb("result"),
  },
  (table) => [primaryKey({ columns: [table.runId, table.phase] })],
);

/** Append-only: the one account of what happened. */
export const runEvents = pgTable(
  "run_events",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    seq: integer("seq").notNull(),
    at: instant("at").notNull(),
    type: text("type").$type<RunEvent["type"]>().notNull(),
    /** The event less its envelope. */
    payload: jsonb("payload").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.seq] }),
    index("run_events_log").on(table.runId, table.seq).where(sql`${table.type} = 'log'`),
    // What changes the state of a run, few events among many lines: any past state is folded from these.
    index("run_events_steps").on(table.runId, table.seq).where(sql`${table.type} <> 'log'`),
    // Warnings and errors are few among many lines: those next to a line are found without reading what lies between.
    index("run_events_alerts")
      .on(table.runId, table.seq)
      .where(sql`${table.type} = 'log' and ${table.payload}->>'level' <> 'info'`),
  ],
);

/** Who holds a run. The epoch rises with every take-over; a writer whose epoch is gone writes nothing. */
export const runLeases = pgTable("run_leases", {
  runId: uuid("run_id")
    .primaryKey()
    .references(() => runs.id, { onDelete: "cascade" }),
  epoch: bigint("epoch", { mode: "number" }).notNull(),
  workerId: text("worker_id").notNull(),
  beatAt: instant("beat_at").notNull(),
});
