import { countText } from "#lib/run/log-text.ts";
import { phaseEnded } from "#lib/run/percent.ts";
import { type PhaseId, plannedPhase } from "#lib/run/plan.ts";
import type { PhaseState, RunState } from "#lib/run/state.ts";
import { type ActiveRun, interruptionOf, type PreparedActiveRun, throwIfInterrupted } from "./active-run.ts";
import { errorText } from "./error-text.ts";
import { DiskFull, RunCancelled } from "./interruption.ts";
import { logger } from "./logger.ts";
import type { PhaseModule } from "./phase.ts";
import { runPhase } from "./phase-run.ts";
import type { ReadRecordedRuns } from "./recorded-runs.ts";
import { beginRun, prepareThroughOutage } from "./run-beginning.ts";
import { endCancelled, endCompleted, endFailed, endWithNothingToDo } from "./run-end.ts";
import { type PlannedPhaseRun, planPhases } from "./run-plan.ts";
import type { PrepareRun, RunRequest } from "./run-request.ts";

const TAKE_OVERS_AT_ONE_UNIT = 3;

const log = logger("app.batch");

export interface PipelineParts<Ports> {
  /** In plan order. */
  readonly phases: readonly PhaseModule<PhaseId, Ports>[];
  readonly prepare: PrepareRun<Ports>;
  /** Earlier runs, for weights and usual durations. */
  readonly recorded: ReadRecordedRuns;
}

/**
 * Takes a run from where it stands to its end: run-start, the phases in plan order, run-complete.
 *
 * @throws RunInterruption when this worker must leave the run to another; every other failure ends the run as failed.
 */
export async function runPipeline<Ports>(
  parts: PipelineParts<Ports>,
  run: ActiveRun,
  request: RunRequest,
): Promise<void> {
  try {
    await work(parts, run, request).catch((error: unknown) => endBroken(run, error));
  } catch (error) {
    // Also of a run that was about to end as failed: whichever was committed first counts.
    const interruption = interruptionOf(run, error);
    if (interruption instanceof RunCancelled) return endCancelled(run, interruption.by);
    throw interruption ?? error;
  }
}

async function endBroken(run: ActiveRun, error: unknown): Promise<void> {
  const interruption = interruptionOf(run, error);
  if (interruption && !(interruption instanceof DiskFull)) throw error;
  log.error({ err: error }, `The run could not go on: ${errorText(error)}`);
  await endFailed(run, errorText(error));
}

async function work<Ports>(parts: PipelineParts<Ports>, run: ActiveRun, request: RunRequest): Promise<void> {
  const isBegun = run.recorder.state().startedAt !== null;
  if (isBegun || run.isTakenOver) await resume(run);
  const prepared = await prepareThroughOutage(run, parts.prepare, request);
  throwIfInterrupted(run);
  const phases = planPhases(parts.phases, prepared);
  if (!isBegun) await beginRun(run, prepared, phases, parts.recorded);
  const active: PreparedActiveRun<Ports> = { ...run, prepared };
  for (const phase of phases) {
    await runPhase(active, phase, unmetNeed(run.recorder.state(), phase.needs));
    const failure = fatalFailure(run.recorder.state(), phase);
    if (failure !== null) return endFailed(run, failure);
  }
  if (prepared.nothingToDo !== null) await endWithNothingToDo(run, prepared.nothingToDo);
  else await endCompleted(run);
}

/** Says that a run that had begun has changed hands; work that no holder survives fails the run. */
async function resume(run: ActiveRun): Promise<void> {
  const { phases, startedAt } = run.recorder.state();
  const atWork = phases.find(({ status }) => status === "running");
  if (startedAt !== null) run.recorder.append({ type: "run-resume", phase: atWork?.id ?? null });
  // Between two phases the checkpoint of the next one keeps the count.
  const next = atWork ?? phases.find((phase) => !phaseEnded(phase)) ?? phases.at(-1);
  if (!next) return run.recorder.commit();
  const earlier = run.checkpoints.get(next.id) ?? { done: 0, busyMs: 0 };
  const takeOvers = (earlier.takeOvers ?? 0) + 1;
  await run.recorder.commit({ phase: next.id, checkpoint: { ...earlier, takeOvers } });
  if (takeOvers > TAKE_OVERS_AT_ONE_UNIT)
    throw new Error(`${lostAt(next, startedAt, earlier.done)} ${takeOvers} times`);
}

/** Where a run gets no further. */
function lostAt({ name, unit, status, total }: PhaseState, startedAt: string | null, done: number): string {
  const lost = "the worker was lost";
  if (startedAt === null) return `The run could not be prepared: ${lost}`;
  if (status === "pending") return `${name}: before it began ${lost}`;
  if (status !== "running") return `The run could not be ended: ${lost}`;
  return `${name}: after ${countText(done)} of ${total === null ? "?" : countText(total)} ${unit} ${lost}`;
}

/** Why a phase cannot run: what it needs failed, or could not run for the same reason. */
function unmetNeed(state: RunState, needs: readonly string[]): string | null {
  for (const need of needs) {
    const status = state.phases.find((phase) => phase.id === need)?.status;
    const planned = plannedPhase(need);
    if (!planned || status === undefined) continue;
    if (status === "failed") return `needs ${planned.name}, which failed`;
    if (status === "skipped" && unmetNeed(state, planned.needs)) return `needs ${planned.name}, which was skipped`;
  }
  return null;
}

function fatalFailure<Ports>(state: RunState, { module }: PlannedPhaseRun<Ports>): string | null {
  if (module.failure !== "fails-run") return null;
  const phase = state.phases.find(({ id }) => id === module.id);
  return phase?.status === "failed" ? (phase.reason ?? "unknown") : null;
}
