import { phaseEnded } from "#lib/run/percent.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Sync } from "#lib/run-store/sync.ts";
import { isEnded } from "./run-ending.ts";
import { failureText, runTitle } from "./run-title.ts";

/** What someone who looks elsewhere is told. */
export interface AwayNotice {
  readonly title: string;
  readonly body: string;
  /** How it sounds: work done, or something to look at. */
  readonly tone: "done" | "attention";
}

/** What the page knew before and knows now. */
interface Seen {
  readonly state: RunState;
  readonly sync: Sync["kind"];
}

/**
 * What has just happened that is worth calling someone back for: the run has ended, a phase of it has failed while the
 * rest goes on, or the page may not follow it any more. Null for everything else.
 */
export function awayNotice(before: Seen, now: Seen): AwayNotice | null {
  const { state, sync } = now;
  const name = state.portfolio?.name ?? "Nightly run";
  if (isEnded(state)) return isEnded(before.state) ? null : endNotice(state, name);
  if (sync === "refused" && before.sync !== "refused") {
    const body = `${name}: this page no longer follows the run. Open it to sign in again.`;
    return { title: "Not connected any more", body, tone: "attention" };
  }
  const failed = state.phases.find(
    ({ id, status }) =>
      status === "failed" && !before.state.phases.some((phase) => phase.id === id && phaseEnded(phase)),
  );
  if (!failed) return null;
  return { title: `${failed.name} failed`, body: `${name}: the other phases go on.`, tone: "attention" };
}

function endNotice(state: RunState, name: string): AwayNotice {
  const { title, subtitle } = runTitle(state, null);
  const tone = state.status === "completed" ? "done" : "attention";
  return { title, body: `${name}: ${failureText(state) ?? subtitle}`, tone };
}
