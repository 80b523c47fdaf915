import { required } from "#lib/assert.ts";
import type { RunInputs } from "#lib/run/events.ts";
import type { PhaseState } from "#lib/run/state.ts";
import { type ActiveRun, unlessInterrupted } from "./active-run.ts";
import { logger } from "./logger.ts";
import { isDatabaseOutage, throughOutage } from "./outage.ts";
import type { PreparedRun } from "./phase.ts";
import { appendEnding, withDetails } from "./phase-run.ts";
import type { ReadRecordedRuns } from "./recorded-runs.ts";
import { type PlannedPhaseRun, planEvent } from "./run-plan.ts";
import type { PrepareRun, RunRequest } from "./run-request.ts";
import { type Extent, scaledDurations } from "./scaled-durations.ts";
import { likeRuns, meanDurations, usualDurations } from "./usual-durations.ts";

const log = logger("app.batch");

/** Makes a run ready, through outages of the database; whoever asks for the run to stop is not kept waiting. */
export function prepareThroughOutage<Ports>(
  run: ActiveRun,
  prepare: PrepareRun<Ports>,
  request: RunRequest,
): Promise<PreparedRun<Ports>> {
  const { signal } = run.interruption;
  const attempt = () => unlessInterrupted(run, prepare(request, signal));
  return throughOutage(attempt, { signal, isAway: isDatabaseOutage });
}

/** Commits `run-start`, and with it what a retry carries over. */
export async function beginRun<Ports>(
  run: ActiveRun,
  { scope, inputs }: PreparedRun<Ports>,
  phases: readonly PlannedPhaseRun<Ports>[],
  recorded: ReadRecordedRuns,
): Promise<void> {
  const { recorder, carried, interruption } = run;
  const { kind, portfolio, runId } = scope;
  const read = () => unlessInterrupted(run, recorded(carried?.kind ?? kind));
  const known = await throughOutage(read, { signal: interruption.signal, isAway: isDatabaseOutage });
  const working = phases.filter(({ skip }) => skip === null).map(({ module }) => module.id);
  const done = new Set(carried?.phases.map(({ id }) => id));
  const like = likeRuns(known, { size: sizeOf(inputs), priceSource: inputs.priceSource, phases: working });
  const ahead = working.filter((id) => !done.has(id));
  const usual =
    usualDurations(like, ahead) ?? scaledDurations(known, extentOf(inputs, phases), { phases: working, ahead });
  const plan = planEvent(phases, meanDurations(like, working));
  recorder.append({ type: "run-start", kind, portfolio, plan, inputs, ...(usual ? { usual } : {}) });
  appendCarried(run, phases);
  await recorder.commit(null, carried ? (tx) => carried.saveResults(tx, runId) : undefined);
}

function sizeOf({ positions, dates }: RunInputs): number {
  return positions * (dates?.count ?? 0);
}

function extentOf<Ports>(inputs: RunInputs, phases: readonly PlannedPhaseRun<Ports>[]): Extent {
  const units = Object.fromEntries(phases.map(({ module, total }) => [module.id, total]));
  return { positions: inputs.positions, dates: inputs.dates?.count ?? 0, priceSource: inputs.priceSource, units };
}

/** Ends the phases taken over as they ended in the run that is retried, with the next commit. */
function appendCarried<Ports>(run: ActiveRun, plan: readonly PlannedPhaseRun<Ports>[]): void {
  const { carried } = run;
  if (!carried) return;
  const planned = new Set<string>(plan.filter(({ skip }) => skip === null).map(({ module }) => module.id));
  const phases = carried.phases.filter(({ id }) => planned.has(id));
  for (const phase of phases) appendEnding(run, phase.id, endingOf(phase, required(carried.from, "run retried")));
  const names = phases.map(({ name }) => name).join(", ");
  log.info(`Retry: ${names ? `${names} carried over` : "nothing to carry over"}`);
}

function endingOf(phase: PhaseState, from: string) {
  const { current, total, summary, busyMs, counts, warnings, details, reason } = phase;
  return {
    status: phase.status === "warning" ? ("warning" as const) : ("completed" as const),
    ...{ current, total, summary: summary ?? "", busyMs: busyMs ?? 0 },
    ...{ counts: { ...counts }, warnings: [...warnings], ...withDetails(details) },
    // Carried over twice, it still says where it was computed.
    reason: reason ?? `carried over from run ${from.slice(0, 8)}`,
  };
}
