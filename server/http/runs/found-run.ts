import { required } from "#lib/assert.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { type OwnedRun, ownedRun } from "#server/queries/owned-run.ts";
import { readRunState } from "#server/queries/run-state.ts";
import type { Viewer } from "#server/queries/viewer.ts";
import { HttpProblem } from "../problem.ts";

/** The run, if the viewer may see it. @throws HttpProblem ERR_RUN_002 when there is none, or it is not the viewer's. */
export async function foundRun(db: Database, viewer: Viewer, id: string): Promise<OwnedRun> {
  const run = await ownedRun(db, viewer, id);
  if (!run) throw new HttpProblem("ERR_RUN_002");
  return run;
}

/** As `foundRun`, with the whole state. */
export async function foundRunState(db: Database, viewer: Viewer, id: string): Promise<RunState> {
  await foundRun(db, viewer, id);
  return required(await readRunState(db, id), `run ${id}`);
}
