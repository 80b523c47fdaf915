import type { EventOf, RunEvent } from "./events.ts";
import { runPercent } from "./percent.ts";
import { planOrder } from "./plan.ts";
import { LOG_TAIL, type LogLine, type PhaseState, pendingPhase, type RunState } from "./state.ts";

/**
 * The state after `event`. Total and pure. An event already applied leaves the state as it is; one that does not
 * follow on the state's seq is refused, so that a gap is never papered over.
 *
 * @throws RangeError when events between the state and this one are missing; ask again from `state.seq`.
 */
export function reduce(state: RunState, event: RunEvent): RunState {
  if (event.seq <= state.seq) return state;
  if (event.seq !== state.seq + 1) throw new RangeError(`event ${event.seq} does not follow ${state.seq}`);
  const next = { ...apply(state, event), seq: event.seq };
  return { ...next, percent: percentAfter(state, next, event) };
}

/** The fold of events, in order of their seq, onto a state. */
export function fold(state: RunState, events: Iterable<RunEvent>): RunState {
  let folded = state;
  for (const event of events) folded = reduce(folded, event);
  return folded;
}

/**
 * Never falls; 100 only once the run has ended with its work done. It moves with work: phases left out count from the
 * next step on, so that a run that fails does not end near 100 because the rest of it was skipped.
 */
function percentAfter(before: RunState, after: RunState, event: RunEvent): number {
  if (after.status === "completed" || after.status === "partial") return 100;
  return isWork(event) ? Math.max(before.percent, runPercent(after.phases)) : before.percent;
}

function isWork(event: RunEvent): boolean {
  if (event.type === "complete") return event.status !== "skipped";
  return event.type === "phase-start" || event.type === "progress";
}

function apply(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "run-start":
      return startRun(state, event);
    case "phase-start":
      return withPhase(state, event.phase, (phase) => ({
        ...phase,
        status: "running",
        total: event.total,
        startedAt: phase.startedAt ?? event.at,
      }));
    case "progress":
      return withPhase(state, event.phase, (phase) => ({
        ...phase,
        current: Math.max(phase.current, event.current),
        total: event.total,
      }));
    case "complete":
      return withPhase(state, event.phase, (phase) => endPhase(phase, event));
    case "log":
      return addLine(state, event);
    case "run-resume":
      return { ...state, resumes: state.resumes + 1 };
    case "run-cancel":
      return { ...state, cancelRequested: true };
    case "run-complete":
      return {
        ...state,
        status: event.status,
        endedAt: event.at,
        durationMs: event.durationMs,
        datesProcessed: event.datesProcessed,
        reason: event.reason,
      };
    default:
      // Of a newer server than this page: what it means is not known here, that it has been is.
      event satisfies never;
      return state;
  }
}

function startRun(state: RunState, event: EventOf<"run-start">): RunState {
  const known = new Map(state.phases.map((phase) => [phase.id, phase]));
  const phases = event.plan.map((planned) => ({ ...(known.get(planned.id) ?? pendingPhase(planned)), ...planned }));
  return {
    ...state,
    status: "running",
    kind: event.kind,
    portfolio: event.portfolio,
    inputs: event.inputs,
    usual: event.usual ?? null,
    startedAt: event.at,
    phases: inPlanOrder(phases),
  };
}

function withPhase(state: RunState, id: string, change: (phase: PhaseState) => PhaseState): RunState {
  if (state.phases.some((phase) => phase.id === id)) {
    return { ...state, phases: state.phases.map((phase) => (phase.id === id ? change(phase) : phase)) };
  }
  const unknown = pendingPhase({ id, name: id, unit: "items", weight: 0, total: null });
  return { ...state, phases: inPlanOrder([...state.phases, change(unknown)]) };
}

function endPhase(phase: PhaseState, event: EventOf<"complete">): PhaseState {
  const { status, current, total, summary, busyMs, counts, warnings, details = [], reason, at } = event;
  return { ...phase, status, current, total, summary, busyMs, counts, warnings, details, reason, endedAt: at };
}

function addLine(state: RunState, event: EventOf<"log">): RunState {
  const { runId: _run, type: _type, ...line } = event;
  const log: LogLine[] = [...state.log.slice(Math.max(0, state.log.length - LOG_TAIL + 1)), line];
  return { ...state, log, logCounts: { ...state.logCounts, [event.level]: state.logCounts[event.level] + 1 } };
}

function inPlanOrder(phases: readonly PhaseState[]): PhaseState[] {
  return phases.toSorted((a, b) => planOrder(a.id) - planOrder(b.id));
}
