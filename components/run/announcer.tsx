"use client";

import type { RunState } from "#lib/run/state.ts";
import { failureText, runTitle } from "./run-title.ts";

/** The one place that speaks to a screen reader: which phase runs, and how the run ended. */
export function Announcer({ state }: { state: RunState }) {
  return (
    <p role="status" className="sr-only">
      {announcement(state)}
    </p>
  );
}

function announcement(state: RunState): string {
  if (state.status === "queued") return "";
  if (state.status !== "running") {
    const { title, subtitle } = runTitle(state, null);
    return `${title} ${failureText(state) ?? subtitle}`;
  }
  if (state.cancelRequested) return "Cancelling";
  const at = state.phases.findIndex((phase) => phase.status === "running");
  const phase = state.phases[at];
  return phase ? `${phase.name} has started, phase ${at + 1} of ${state.phases.length}` : "";
}
