"use client";

import { statusWord } from "#components/status/status-icon.tsx";
import type { RunState } from "#lib/run/state.ts";

/** The one place that speaks to a screen reader: which phase runs, and how the run ended. */
export function Announcer({ state }: { state: RunState }) {
  const running = state.phases.find((phase) => phase.status === "running");
  const text = state.status === "running" ? (running ? `${running.name} has started` : "") : statusWord(state.status);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
