import { eq } from "drizzle-orm";
import type { RunInputs, RunKind } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";

/** What a chain of retries is about. */
export interface RetriedWork {
  /** The kind of the run the chain began with. */
  readonly kind: RunKind;
  /** The newest run of the chain that was taken up: its dates and phases hold for a retry. Null where none was. */
  readonly taken: { readonly runId: string; readonly inputs: RunInputs; readonly askedAt: Date } | null;
}

/** What a retry of `retryOf` is about; a retry that never began hands on what it would have retried. */
export async function retriedWork(db: Database, retryOf: string): Promise<RetriedWork> {
  let kind: RunKind = "retry";
  let taken: RetriedWork["taken"] = null;
  for (let id: string | null = retryOf; id !== null; ) {
    const columns = { kind: runs.kind, inputs: runs.inputs, retryOf: runs.retryOf, askedAt: runs.createdAt };
    const [run] = await db.select(columns).from(runs).where(eq(runs.id, id));
    if (run?.inputs && !taken) taken = { runId: id, inputs: run.inputs, askedAt: run.askedAt };
    kind = run?.kind ?? kind;
    id = run?.retryOf ?? null;
  }
  return { kind, taken };
}
