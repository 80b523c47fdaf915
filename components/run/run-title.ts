import { retryPoint } from "#lib/run/retry-point.ts";
import type { PhaseState, RunState } from "#lib/run/state.ts";
import { isBrokenOff } from "./run-ending.ts";

export interface RunTitle {
  readonly title: string;
  /** What this means, what is safe, what comes next; where a run broke off, `aftermathText` says the rest. */
  readonly subtitle: string;
}

/** The page's title by state, and the sentences under it. `placeInLine` is 1 for the run that starts next. */
export function runTitle(state: RunState, placeInLine: number | null): RunTitle {
  switch (state.status) {
    case "queued":
      return queuedTitle(placeInLine);
    case "running":
      return state.cancelRequested
        ? { title: "Cancelling…", subtitle: "The unit in hand is being finished; what is stored stays." }
        : runningTitle(state);
    case "completed":
      return isNothingToDo(state)
        ? {
            title: "Nothing to Do",
            subtitle: `${sentence(state.reason ?? "everything is up to date")} The results of earlier runs stand.`,
          }
        : { title: ended(state, "Complete!"), subtitle: "Every phase has finished, and its results are stored." };
    case "partial":
      return { title: ended(state, "Completed with Warnings"), subtitle: shortfallText(state) };
    case "failed":
      return { title: ended(state, "Interrupted"), subtitle: stopText(state, "Stopped") };
    case "cancelled":
      return { title: ended(state, "Cancelled"), subtitle: stopText(state, "Cancelled") };
    default:
      return state.status satisfies never;
  }
}

/** Why a run failed, as a sentence; null for every other run. The page says it once. */
export function failureText({ status, reason }: RunState): string | null {
  return status === "failed" ? sentence(reason ?? "the run could not finish") : null;
}

function queuedTitle(placeInLine: number | null): RunTitle {
  const place = placeInLine === null ? "" : ` · Number ${placeInLine} in Line`;
  const next = "A worker takes this run up as soon as one is free";
  return { title: `Waiting to Start${place}`, subtitle: `${next}. Everything is stored: this page may be closed.` };
}

function runningTitle(state: RunState): RunTitle {
  const resumed = state.resumes > 0 ? " Another worker has taken it over and goes on where the last one stopped." : "";
  if (isOverSymbols(state)) {
    const what = "The nightly batch: prices, factors and profiles of all symbols, before each portfolio's own run.";
    return { title: "Collecting Market Data", subtitle: `${what}${resumed}` };
  }
  const subtitle = `Analyzing your portfolio in ${state.phases.length} processing phases.`;
  const title = state.kind === "nightly" ? "Updating Your Portfolio" : "Setting Up Your Portfolio";
  return { title, subtitle: `${subtitle}${resumed}` };
}

/** A run of the nightly batch over the symbols of all portfolios. */
const isOverSymbols = (state: RunState) => state.portfolio === null && state.kind === "nightly";

function ended(state: RunState, how: string): string {
  if (isOverSymbols(state)) return `Nightly Batch of All Symbols ${how}`;
  if (state.kind === "nightly") return `Nightly Update ${how}`;
  return how.startsWith("Complete") ? `Portfolio Setup ${how}` : `Setup ${how}`;
}

/** Reasons are stored as clauses, to stand inside other sentences too. */
function sentence(clause: string): string {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function isNothingToDo(state: RunState): boolean {
  return state.phases.every((phase) => phase.status === "skipped");
}

/** "The results are stored. Market Data Collection and Risk Analytics say what is missing." */
function shortfallText({ phases }: RunState): string {
  const named = phases.filter(({ status }) => status === "warning" || status === "failed").map(({ name }) => name);
  const [last, ...before] = named.toReversed();
  if (last === undefined) return "The results are stored.";
  const names = before.length === 0 ? last : `${before.toReversed().join(", ")} and ${last}`;
  const says = before.length === 0 ? "says" : "say";
  return named.length > 3
    ? `The results are stored. ${named.length} phases below say what is missing and why.`
    : `The results are stored. ${names} ${says} what is missing and why.`;
}

/** The phase at which an ended run broke off: it began and did not complete. Null where none had begun. */
export function stoppedPhase(state: RunState): PhaseState | null {
  if (!isBrokenOff(state)) return null;
  return state.phases.find((phase) => phase.startedAt !== null && !isDone(phase)) ?? null;
}

const isDone = ({ status }: PhaseState) => status === "completed" || status === "warning";

function stopText(state: RunState, how: string): string {
  if (state.startedAt === null) return `${how} before it began.`;
  const at = stoppedPhase(state);
  return at ? `${how} in ${at.name}.` : `${how} between two phases.`;
}

/** What is safe and what comes next, once a run has broken off; null for every other run. */
export function aftermathText(state: RunState): string | null {
  if (!isBrokenOff(state)) return null;
  const point = state.startedAt === null ? null : retryPoint(state.phases);
  const isAnyDone = state.phases.some(isDone);
  const before = state.portfolio ? "Your positions are stored" : "What was stored before stays";
  const kept = isAnyDone ? "What completed before is stored, and stays" : before;
  return `${kept}; a retry starts ${point ? `at ${point.name}` : "from the beginning"}.`;
}

/** Phases with their work done or, in a run that was not broken off, nothing to do. */
export function phasesDone(state: RunState): number {
  const brokenOff = isBrokenOff(state);
  return state.phases.filter((phase) => isDone(phase) || (!brokenOff && phase.status === "skipped")).length;
}
