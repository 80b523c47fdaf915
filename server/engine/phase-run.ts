import type { EventOf, PhaseDetail } from "#lib/run/events.ts";
import { phaseEnded } from "#lib/run/percent.ts";
import {
  type ActiveRun,
  interruptionOf,
  type PreparedActiveRun,
  phaseStateOf,
  throwIfInterrupted,
} from "./active-run.ts";
import { errorText } from "./error-text.ts";
import { logger } from "./logger.ts";
import { type PhaseReport, ReportedFailure } from "./phase.ts";
import { executePhase, type PhaseWorkInHand, startWork } from "./phase-work.ts";
import type { PlannedPhaseRun } from "./run-plan.ts";
import type { PhaseWork } from "./run-store.ts";

const log = logger("app.batch");

type Ending = Pick<EventOf<"complete">, "status" | "current"> &
  Partial<Pick<EventOf<"complete">, "total" | "summary" | "busyMs" | "counts" | "warnings" | "details" | "reason">>;

/**
 * Runs one phase of a run to its `complete` event: skipped for the plan's reason or for `unmet`, a need that failed;
 * failed when it throws. Its own failures end here, the interruptions of the run pass.
 */
export async function runPhase<Ports>(
  run: PreparedActiveRun<Ports>,
  phase: PlannedPhaseRun<Ports>,
  unmet: string | null,
): Promise<void> {
  const { id } = phase.module;
  if (phaseEnded(phaseStateOf(run, id))) return;
  throwIfInterrupted(run);
  run.context.phase = id;
  if (phase.skip !== null || unmet !== null) await skipPhase(run, phase, unmet);
  else await workPhase(run, phase);
  run.context.phase = null;
}

async function skipPhase<Ports>(run: ActiveRun, phase: PlannedPhaseRun<Ports>, unmet: string | null): Promise<void> {
  const reason = phase.skip ?? unmet ?? "";
  if (phase.skip === null) log.warn(`${phase.name}: skipped, ${reason}`);
  else if (!phase.isQuiet) log.info(`${phase.name}: skipped, ${reason}`);
  await endPhase(run, phase.module.id, { status: "skipped", current: 0, reason });
}

async function workPhase<Ports>(run: PreparedActiveRun<Ports>, phase: PlannedPhaseRun<Ports>): Promise<void> {
  const { module, name } = phase;
  const work = startWork(run, module.id);
  if (phaseStateOf(run, module.id).status === "pending") {
    log.info(`Starting ${name}...`);
    // Committed with the first unit, or before it where that takes long.
    run.recorder.append({ type: "phase-start", phase: module.id, total: phase.total });
  }
  try {
    const { result, report } = await executePhase(run, phase, work);
    await endWell(run, phase, report, { phase: module.id, result }, work);
  } catch (error) {
    const interruption = interruptionOf(run, error);
    if (interruption) throw interruption;
    const reason = errorText(error);
    log.error({ err: error }, `${name}: ${reason}`);
    const ending = { status: "failed" as const, current: work.done(), busyMs: work.busyMs(), reason };
    await endPhase(run, module.id, { ...ending, ...foundBy(error) });
  }
}

function foundBy(error: unknown): Pick<Ending, "counts" | "warnings"> {
  return error instanceof ReportedFailure
    ? { counts: { ...error.found.counts }, warnings: [...error.found.warnings] }
    : {};
}

async function endWell<Ports>(
  run: ActiveRun,
  phase: PlannedPhaseRun<Ports>,
  report: PhaseReport,
  work: PhaseWork,
  { done, busyMs }: PhaseWorkInHand<Ports>,
): Promise<void> {
  const isClean = report.warnings.length === 0;
  const line = `${phase.name}: ${report.summary}`;
  if (isClean) log.info(line);
  else log.warn(line);
  const { summary, counts, warnings, details = [] } = report;
  const status = isClean ? "completed" : "warning";
  const shown = { summary, counts, warnings: [...warnings], ...withDetails(details) };
  await endPhase(run, phase.module.id, { status, current: done(), busyMs: busyMs(), ...shown }, work);
}

/** An event carries details only where there are some. */
export function withDetails(details: readonly PhaseDetail[]): Pick<EventOf<"complete">, "details"> {
  return details.length > 0 ? { details: [...details] } : {};
}

async function endPhase(run: ActiveRun, id: string, ending: Ending, work?: PhaseWork): Promise<void> {
  appendEnding(run, id, ending);
  await run.recorder.commit(work);
}

/** A phase's `complete` event, for the next commit. */
export function appendEnding(run: ActiveRun, id: string, ending: Ending): void {
  const { total, current, busyMs } = phaseStateOf(run, id);
  const unsaid = { summary: "", busyMs: busyMs ?? 0, counts: {}, warnings: [], reason: null };
  const reached = Math.max(current, ending.current);
  run.recorder.append({ type: "complete", phase: id, total, ...unsaid, ...ending, current: reached });
}
