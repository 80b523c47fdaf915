import { notFound } from "next/navigation";
import type { RunState } from "#lib/run/state.ts";
import type { SignedIn } from "#server/auth/session.ts";
import { ownedRun } from "#server/queries/owned-run.ts";
import { pageDatabase } from "#server/queries/page-database.ts";
import { readRunState } from "#server/queries/run-state.ts";

/** The state of a run the viewer may see; another user's is a page that does not exist. */
export async function pageRun(viewer: SignedIn, runId: string): Promise<RunState> {
  const database = pageDatabase();
  const owned = await ownedRun(database, viewer, runId);
  const state = owned && (await readRunState(database, runId));
  return state ?? notFound();
}
