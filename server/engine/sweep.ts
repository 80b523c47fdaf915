import { inArray, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";
import { expireLeasesOf, SILENT_SECONDS } from "./lease.ts";
import type { RunQueue } from "./queue.ts";

/**
 * Puts every run in line again that nobody works on: not ended, its holder silent, its job not in line. Answers with
 * their ids. Any worker may do so at any time.
 */
export async function resendSilentRuns(db: Database, queue: RunQueue): Promise<string[]> {
  const silent = await db.execute<{ id: string; requested_by: string | null }>(sql`
    select r.id, r.requested_by from runs r
    left join run_leases l on l.run_id = r.id
    left join pgboss.job j on j.name = 'runs' and j.id = r.id
    where r.status in ('queued', 'running')
      and (l.run_id is null or l.beat_at < now() - make_interval(secs => ${SILENT_SECONDS}))
      and (j.id is null or j.state not in ('created', 'retry'))
      and (l.run_id is not null or j.started_on is null or j.started_on < now() - make_interval(secs => ${SILENT_SECONDS}))`);
  for (const run of silent) await queue.resend(db, run.id, run.requested_by);
  return silent.map((run) => run.id);
}

/** For the parent of a worker process that has died: its runs are in line again at once. */
export async function resendRunsOf(db: Database, queue: RunQueue, workerId: string): Promise<void> {
  const held = await expireLeasesOf(db, workerId);
  if (held.length === 0) return;
  await resendRuns(db, queue, held);
}

/** Puts those of the runs in line again that have not ended. */
export async function resendRuns(db: Database, queue: RunQueue, runIds: readonly string[]): Promise<void> {
  const rows = await db
    .select({ id: runs.id, requestedBy: runs.requestedBy, status: runs.status })
    .from(runs)
    .where(inArray(runs.id, [...runIds]));
  const active = rows.filter(({ status }) => status === "queued" || status === "running");
  for (const run of active) await queue.resend(db, run.id, run.requestedBy);
}
