import { retryPoint } from "#lib/run/retry-point.ts";
import type { RunState } from "#lib/run/state.ts";
import { isEndedStatus } from "#lib/run/vocabulary.ts";

/** Whether nothing more will happen to a run. */
export function isEnded({ status }: Pick<RunState, "status">): boolean {
  return isEndedStatus(status);
}

/** Whether a run ended before its last phase: its percent is where it stopped, not how much is done. */
export function isBrokenOff({ status }: Pick<RunState, "status">): boolean {
  return status === "failed" || status === "cancelled";
}

/** Whether an ended run left something to do. */
export function isRetryable({ status, phases }: Pick<RunState, "status" | "phases">): boolean {
  if (status === "failed" || status === "cancelled") return true;
  return status === "partial" && retryPoint(phases) !== null;
}

/** Whether a run failed before it had any prices: another source of them is a way out. */
export function isUnpriced({ status, phases }: Pick<RunState, "status" | "phases">): boolean {
  const [first] = phases;
  return status === "failed" && first?.status !== "completed" && first?.status !== "warning";
}

/** What a source did not answer: asked again, it may. */
const PASSING_SHORTFALLS: readonly string[] = [
  "symbols-unavailable",
  "prices-not-refreshed",
  "profiles-missing",
  "profiles-stale",
  "statements-missing",
  "statements-stale",
];

/** Whether a finished run lacks what its source may have by now, so that a run of its own may bring it. */
export function lacksAnswers({ status, phases }: Pick<RunState, "status" | "phases">): boolean {
  if (status !== "partial" || isRetryable({ status, phases })) return false;
  return phases.some(({ warnings }) => warnings.some(({ code }) => PASSING_SHORTFALLS.includes(code)));
}
