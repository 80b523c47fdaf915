import { setTimeout as delay } from "node:timers/promises";
import type { Readiness } from "#server/http/api-parts.ts";
import type { HearingState } from "#server/live/hearing.ts";

/** How long a part may take to show that it works. */
const READY_PATIENCE_MS = 2_000;

/** What /readyz tells of a part: ready when `works` resolves to true in time. A failure is the answer, not an error. */
export async function readinessOf(
  name: string,
  works: () => Promise<boolean>,
  patienceMs = READY_PATIENCE_MS,
): Promise<Readiness> {
  const stop = new AbortController();
  const late = delay(patienceMs, `The ${name} does not answer`, { signal: stop.signal }).catch(() => null);
  const answer = works().then(
    (ready) => (ready ? null : `The ${name} does not work`),
    () => `The ${name} cannot be reached`,
  );
  const detail = await Promise.race([answer, late]);
  stop.abort();
  return detail === null ? { name, ready: true } : { name, ready: false, detail };
}

/** What /readyz tells of the listener: where notifications get lost the server reads on a timer, and is ready. */
export function listenerReadiness(state: HearingState): Readiness {
  if (state === "heard") return { name: "listener", ready: true };
  if (state === "lost") return { name: "listener", ready: true, detail: "polling: notifications are not heard" };
  return { name: "listener", ready: false, detail: "The listener cannot be reached" };
}
