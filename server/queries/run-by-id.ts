import { eq } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";
import { type RunSummary, selectRunRows, summariesOf } from "./run-summary.ts";

/** The summary of a run that is known to exist and to be the viewer's to see. */
export async function runById(db: Database, runId: string): Promise<RunSummary> {
  const [summary] = await summariesOf(db, await selectRunRows(db).where(eq(runs.id, runId)));
  return required(summary, `run ${runId}`);
}
