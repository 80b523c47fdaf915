import type { RunState } from "#lib/run/state.ts";
import { timeLeft } from "#lib/run/time-left.ts";
import { leftText } from "./duration-range.ts";

/** The page's title by state, and the sentence under it. */
export function runTitle(state: RunState, placeInLine: number | null): { title: string; subtitle: string } {
  switch (state.status) {
    case "queued":
      return {
        title: placeInLine === null ? "Waiting to Start" : `Waiting to Start · Number ${placeInLine} in Line`,
        subtitle: "A worker takes this run up as soon as one is free.",
      };
    case "running":
      return state.cancelRequested
        ? { title: "Cancelling…", subtitle: "The unit in hand is being finished; what is stored stays." }
        : {
            title: isOverSymbols(state) ? "Collecting Market Data" : "Setting Up Your Portfolio",
            subtitle: isOverSymbols(state)
              ? "The nightly batch: prices, factors and profiles of all symbols, before each portfolio's own run."
              : `Analyzing your portfolio in ${state.phases.length} processing phases.`,
          };
    case "completed":
      return isNothingToDo(state)
        ? { title: "Nothing to Do", subtitle: sentence(state.reason ?? "everything is up to date") }
        : { title: ended(state, "Complete!"), subtitle: "Every phase has finished; the results are stored." };
    case "partial":
      return {
        title: ended(state, "Completed with Warnings"),
        subtitle: "The results are stored. The phases marked below say what is missing and why.",
      };
    case "failed":
      return { title: ended(state, "Interrupted"), subtitle: sentence(state.reason ?? "the run could not finish") };
    case "cancelled":
      return { title: ended(state, "Cancelled"), subtitle: "What was computed before the cancellation is kept." };
    default:
      return state.status satisfies never;
  }
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

/** Phases with their work done or, in a run that was not broken off, nothing to do. */
export function phasesDone(state: RunState): number {
  const isBrokenOff = state.status === "failed" || state.status === "cancelled";
  const done = isBrokenOff ? ["completed", "warning"] : ["completed", "warning", "skipped"];
  return state.phases.filter((phase) => done.includes(phase.status)).length;
}

/** The browser tab: "62% · phase 6/9 · ~1:40 left", or how it ended. */
export function tabTitle(state: RunState): string {
  const name = state.portfolio?.name ?? "Nightly run";
  if (state.status !== "running") return `${runTitle(state, null).title} · ${name}`;
  const current = state.phases.findIndex((phase) => phase.status === "running");
  const phase = current < 0 ? phasesDone(state) : current + 1;
  const left = timeLeft(state);
  const parts = [`${state.percent}%`, `phase ${phase}/${state.phases.length}`, left && leftText(left), name];
  return parts.filter(Boolean).join(" · ");
}
