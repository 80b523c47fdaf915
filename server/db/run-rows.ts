import type { RunEvent } from "#lib/run/events.ts";
import { planOrder } from "#lib/run/plan.ts";
import type { LogLine, PhaseState, RunState } from "#lib/run/state.ts";
import type { runEvents, runPhases, runs } from "#server/db/schema/run.ts";

type RunRow = typeof runs.$inferSelect;
type PhaseRow = typeof runPhases.$inferSelect;
export type EventRow = Pick<typeof runEvents.$inferSelect, "runId" | "seq" | "at" | "type" | "payload">;

/** The columns of `runs` that the fold fills. */
export function runColumns(state: RunState) {
  return {
    status: state.status,
    lastSeq: state.seq,
    percent: state.percent,
    inputs: state.inputs,
    usual: state.usual,
    startedAt: dateOf(state.startedAt),
    endedAt: dateOf(state.endedAt),
    durationMs: state.durationMs,
    datesProcessed: state.datesProcessed,
    reason: state.reason,
    resumes: state.resumes,
    cancelSeen: state.cancelRequested,
    infoCount: state.logCounts.info,
    warningCount: state.logCounts.warning,
    errorCount: state.logCounts.error,
  } satisfies Partial<RunRow>;
}

/** The row of `run_phases` that the fold fills: all but its checkpoint and result. */
export function phaseRow(runId: string, phase: PhaseState) {
  const { id, startedAt, endedAt, ...same } = phase;
  return {
    ...same,
    runId,
    phase: id,
    ordinal: planOrder(id),
    startedAt: dateOf(startedAt),
    endedAt: dateOf(endedAt),
  } satisfies Omit<PhaseRow, "checkpoint" | "result">;
}

/** The state that `runColumns` and `phaseRow` were made from. `phases` in any order, `newestLog` oldest first. */
export function stateFromRows(
  run: RunRow & { portfolioName: string | null },
  phases: readonly PhaseRow[],
  newestLog: readonly EventRow[],
): RunState {
  return {
    runId: run.id,
    seq: run.lastSeq,
    kind: run.kind,
    portfolio: run.portfolioId ? { id: run.portfolioId, name: run.portfolioName ?? "" } : null,
    status: run.status,
    percent: run.percent,
    inputs: run.inputs,
    usual: run.usual,
    phases: phases.toSorted((a, b) => a.ordinal - b.ordinal).map(phaseFromRow),
    createdAt: run.createdAt.toISOString(),
    startedAt: textOf(run.startedAt),
    endedAt: textOf(run.endedAt),
    durationMs: run.durationMs,
    datesProcessed: run.datesProcessed,
    reason: run.reason,
    resumes: run.resumes,
    cancelRequested: run.cancelSeen,
    logCounts: { info: run.infoCount, warning: run.warningCount, error: run.errorCount },
    log: newestLog.map(lineFromRow),
  };
}

/** The event a row of `run_events` holds. */
export function eventFromRow(row: EventRow): RunEvent {
  // The payload was written by `eventPayload` from an event of this type.
  const rest = row.payload as object;
  return { runId: row.runId, seq: row.seq, at: row.at.toISOString(), type: row.type, ...rest } as RunEvent;
}

/** What a row of `run_events` keeps of an event beside its envelope. */
export function eventPayload(event: RunEvent): object {
  const { runId: _run, seq: _seq, at: _at, type: _type, ...payload } = event;
  return payload;
}

/** The activity log line of a `log` row. */
export function lineFromRow(row: EventRow): LogLine {
  // Only rows of type log come here.
  const rest = row.payload as Omit<LogLine, "seq" | "at">;
  return { ...rest, seq: row.seq, at: row.at.toISOString() };
}

function phaseFromRow(row: PhaseRow): PhaseState {
  const { runId: _run, phase, ordinal: _ordinal, checkpoint: _checkpoint, result: _result, ...same } = row;
  return { ...same, id: phase, startedAt: textOf(row.startedAt), endedAt: textOf(row.endedAt) };
}

function dateOf(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}

function textOf(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
