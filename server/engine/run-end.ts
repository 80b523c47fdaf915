import type { EndedRunStatus } from "#lib/run/events.ts";
import { countText, durationText } from "#lib/run/log-text.ts";
import { phaseEnded } from "#lib/run/percent.ts";
import type { PhaseState, RunState } from "#lib/run/state.ts";
import type { ActiveRun } from "./active-run.ts";
import { logger } from "./logger.ts";
import { appendEnding } from "./phase-run.ts";

const log = logger("app.batch");

/** Ends a run whose phases have all ended; its status comes from theirs. */
export async function endCompleted(run: ActiveRun): Promise<void> {
  const state = run.recorder.state();
  const status = outcomeOf(state);
  const total = state.inputs?.dates?.count ?? 0;
  const line = `Batch complete: ${countText(datesProcessed(state, status))}/${countText(total)} dates processed in ${durationText(elapsedMs(run))}`;
  if (status === "completed") log.info(line);
  else log.warn(line);
  await complete(run, status, null);
}

/** Ends a run that had nothing to compute. */
export async function endWithNothingToDo(run: ActiveRun, reason: string): Promise<void> {
  log.info(`Nothing to do: ${reason}`);
  await complete(run, "completed", reason);
}

/** Ends a run that can have no usable result; the phases that have not ended are skipped. */
export async function endFailed(run: ActiveRun, reason: string): Promise<void> {
  skipRest(run, "the run failed");
  // A phase that failed has said why a line before.
  const failed = run.recorder.state().phases.find((phase) => phase.status === "failed" && phase.reason === reason);
  log.error(failed ? `Batch failed in ${failed.name}` : `Batch failed: ${reason}`);
  await complete(run, "failed", reason);
}

/** Ends a run because someone asked for it; the phases that have not ended are skipped. */
export async function endCancelled(run: ActiveRun, by: string): Promise<void> {
  await run.recorder.acceptCancel(by);
  run.recorder.append({ type: "run-cancel", by, reason: null });
  skipRest(run, "cancelled");
  log.info(`Batch cancelled by ${by}`);
  await complete(run, "cancelled", null);
}

/**
 * Dates without a failed unit in any phase over dates; one that did not get to its end counts as far as it came. In a
 * run that broke off, phases it did not come to do not count: what the others did is stored, and a retry keeps it.
 */
function datesProcessed(state: RunState, status: EndedRunStatus): number {
  const total = state.inputs?.dates?.count ?? 0;
  const overDates = state.phases.filter((phase) => phase.unit === "dates");
  const isBrokenOff = status === "failed" || status === "cancelled";
  const counted = isBrokenOff ? overDates.filter(isBegun) : overDates;
  if (counted.length === 0 && isBrokenOff) return 0;
  return Math.max(0, Math.min(total, ...counted.map((phase) => datesOf(phase, total))));
}

/** One carried over from an earlier run has done its work without a beginning of its own. */
const isBegun = ({ startedAt, current }: PhaseState) => startedAt !== null || current > 0;

function datesOf(phase: PhaseState, total: number): number {
  if (phase.status === "completed" || phase.status === "warning") return total - (phase.counts.failedDates ?? 0);
  // A phase left out by the plan fails no date; one that could not run fails all.
  if (phase.status === "skipped" && phase.startedAt === null && phase.total === 0) return total;
  return phase.current;
}

function outcomeOf(state: RunState): EndedRunStatus {
  const isClean = state.phases.every((phase) => phase.status === "completed" || phase.status === "skipped");
  return isClean ? "completed" : "partial";
}

function skipRest(run: ActiveRun, reason: string): void {
  run.context.phase = null;
  for (const phase of run.recorder.state().phases) {
    // An earlier holder may have been lost before it reported its last unit.
    const earlier = run.checkpoints.get(phase.id);
    const current = Math.max(phase.current, earlier?.done ?? 0);
    const busyMs = run.busy.get(phase.id)?.() ?? earlier?.busyMs ?? 0;
    if (!phaseEnded(phase)) appendEnding(run, phase.id, { status: "skipped", current, busyMs, reason });
  }
}

async function complete(run: ActiveRun, status: EndedRunStatus, reason: string | null): Promise<void> {
  // Phases that were left in the middle have told how far they came, but not committed it.
  const state = run.recorder.ahead();
  run.recorder.append({
    type: "run-complete",
    status,
    durationMs: elapsedMs(run),
    datesProcessed: datesProcessed(state, status),
    datesTotal: state.inputs?.dates?.count ?? 0,
    reason,
  });
  await run.recorder.commit();
}

function elapsedMs(run: ActiveRun): number {
  const { startedAt } = run.recorder.state();
  return startedAt === null ? 0 : Math.max(0, run.clock.now().getTime() - Date.parse(startedAt));
}
