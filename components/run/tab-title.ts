import { duration } from "#lib/format.ts";
import type { RunState } from "#lib/run/state.ts";
import { type DurationRange, timeLeft } from "#lib/run/time-left.ts";
import { phasesDone, runTitle } from "./run-title.ts";

/** The browser tab: "62% · phase 6/9 · ~1m 40s · Growth", or how it ended. */
export function tabTitle(state: RunState, placeInLine: number | null = null): string {
  const name = state.portfolio?.name ?? "Nightly run";
  if (state.status !== "running") return `${runTitle(state, placeInLine).title} · ${name}`;
  const current = state.phases.findIndex((phase) => phase.status === "running");
  const phase = current < 0 ? phasesDone(state) : current + 1;
  const left = timeLeft(state);
  const parts = [`${state.percent}%`, `phase ${phase}/${state.phases.length}`, left && aboutText(left), name];
  return parts.filter(Boolean).join(" · ");
}

/** The middle of the range in whole seconds: a tab has no room for both ends. */
function aboutText({ lowMs, highMs }: DurationRange): string {
  const ms = Math.max(1_000, Math.round((lowMs + highMs) / 2_000) * 1_000);
  return `~${duration(ms).replace(/\.0s$/, "s")}`;
}
