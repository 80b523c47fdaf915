import { duration } from "#lib/format.ts";
import type { RunState } from "#lib/run/state.ts";
import { type DurationRange, timeLeft } from "#lib/run/time-left.ts";
import type { Sync } from "#lib/run-store/sync.ts";
import { isEnded } from "./run-ending.ts";
import { phasesDone, runTitle } from "./run-title.ts";

const WIDE = 3;

/** Nothing is heard from the server: no figure of a run under way is known to hold. */
const UNHEARD: Partial<Record<Sync["kind"], string>> = {
  silent: "No word",
  reconnecting: "Reconnecting",
  offline: "Offline",
  refused: "Not connected",
};

interface Seen {
  readonly placeInLine?: number | null;
  readonly sync?: Sync["kind"];
  /** The page shows the past; its tab says so, and tells of the present all the same. */
  readonly isReplay?: boolean;
  /** By the server's clock, in ms. */
  readonly now?: number | null;
}

/**
 * The browser tab: "62% · phase 6/9 · ~1m 40s · Growth", or how it ended. Of a run under way that the page hears nothing
 * of, that alone is said.
 */
export function tabTitle(state: RunState, { isReplay = false, ...seen }: Seen = {}): string {
  return isReplay ? `Replay · ${presentTitle(state, seen)}` : presentTitle(state, seen);
}

function presentTitle(state: RunState, { placeInLine = null, sync = "live", now = null }: Seen): string {
  const name = state.portfolio?.name ?? "Nightly run";
  const lost = UNHEARD[sync];
  if (lost && !isEnded(state)) return `${lost} · ${name}`;
  if (state.status !== "running") return `${runTitle(state, placeInLine).title} · ${name}`;
  const current = state.phases.findIndex((phase) => phase.status === "running");
  const phase = current < 0 ? phasesDone(state) : current + 1;
  const left = timeLeft(state, now);
  const parts = [`${state.percent}%`, `phase ${phase}/${state.phases.length}`, left && aboutText(left), name];
  return parts.filter(Boolean).join(" · ");
}

/**
 * The middle of the range in whole seconds: a tab has no room for both ends. Of one that is many times as long at its end
 * as at its beginning, that is as many times as long as the one as it is shorter than the other.
 */
function aboutText({ lowMs, highMs }: DurationRange): string {
  const middle = highMs > WIDE * lowMs ? Math.sqrt(Math.max(1_000, lowMs) * highMs) : (lowMs + highMs) / 2;
  const ms = Math.max(1_000, Math.round(middle / 1_000) * 1_000);
  return `~${duration(ms).replace(/\.0s$/, "s")}`;
}
