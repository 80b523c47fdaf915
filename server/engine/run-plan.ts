import type { PlannedPhaseState } from "#lib/run/events.ts";
import { type PhaseId, PLAN } from "#lib/run/plan.ts";
import type { PhaseModule, PhaseRegistry, PreparedRun } from "./phase.ts";

/** A phase of one run: what it counts to, or why it is left out. */
export interface PlannedPhaseRun<Ports> {
  readonly module: PhaseModule<PhaseId, Ports>;
  readonly name: string;
  readonly needs: readonly string[];
  readonly total: number | null;
  /** Known before the run starts; null for a phase that will run. */
  readonly skip: string | null;
  /** Left out without a line in the activity log. */
  readonly isQuiet: boolean;
}

/** The modules of a registry in plan order. */
export function inPlanOrder<Ports>(registry: PhaseRegistry<Ports>): PhaseModule<PhaseId, Ports>[] {
  return PLAN.map((planned) => registry[planned.id]);
}

/** What each phase will do in this run. */
export function planPhases<Ports>(
  modules: readonly PhaseModule<PhaseId, Ports>[],
  run: PreparedRun<Ports>,
): PlannedPhaseRun<Ports>[] {
  return modules.map((module) => {
    const { name, needs, presentOnly, unit } = plannedPhase(module.id);
    const left = (skip: string, isQuiet: boolean) => ({ module, name, needs, total: 0, skip, isQuiet });
    if (run.nothingToDo !== null) return left(run.nothingToDo, true);
    if (presentOnly && !run.scope.isPresent) return left("past dates", true);
    const ahead = module.total(run.scope, run.ports);
    if ("skip" in ahead) return left(ahead.skip, false);
    if (ahead.total === 0) return left(`no ${unit}`, false);
    return { module, name, needs, total: ahead.total, skip: null, isQuiet: false };
  });
}

/**
 * The plan as `run-start` carries it: a phase left out has no weight, the others share the 100, by their durations in
 * like runs where those are known.
 */
export function planEvent<Ports>(
  phases: readonly PlannedPhaseRun<Ports>[],
  durations: ReadonlyMap<string, number> | null = null,
): PlannedPhaseState[] {
  const working = phases.filter((phase) => phase.skip === null);
  const weighed = new Set(working.length > 0 ? working : phases);
  const shareOf = ({ module }: PlannedPhaseRun<Ports>) =>
    durations?.get(module.id) ?? plannedPhase(module.id).defaultWeight;
  const sum = [...weighed].reduce((total, phase) => total + shareOf(phase), 0);
  return phases.map((phase) => {
    const { id, name, unit } = plannedPhase(phase.module.id);
    return { id, name, unit, total: phase.total, weight: weighed.has(phase) ? (100 * shareOf(phase)) / sum : 0 };
  });
}

function plannedPhase(id: PhaseId): (typeof PLAN)[number] {
  const planned = PLAN.find((phase) => phase.id === id);
  if (!planned) throw new Error(`${id} is not in the plan`);
  return planned;
}
