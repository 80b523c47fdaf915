import type { Sync } from "#lib/run-store/sync.ts";

/** Why a cancel would not reach the server from this page, in words; null where it would. */
export function cancelObstacle(sync: Sync["kind"]): string | null {
  if (sync === "refused") return "This page is not connected: sign in again to cancel the run.";
  if (sync === "offline") return "The server cannot be reached: the run can be cancelled once it can.";
  return null;
}
