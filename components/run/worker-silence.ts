import type { RunState } from "#lib/run/state.ts";

/** A worker that tells nothing for so long may be stuck, though the page is in touch with the server. */
const STILL_MS = 10_000;

/**
 * For how long nothing has come of a run at work, in ms, once that is worth telling; null before, and where it is not
 * known. Both instants in ms by the server's clock.
 */
export function silenceMs(
  { status }: Pick<RunState, "status">,
  now: number | null,
  newestAtMs: number | null,
): number | null {
  if (status !== "running" || now === null || newestAtMs === null) return null;
  const ms = now - newestAtMs;
  return ms >= STILL_MS ? ms : null;
}
