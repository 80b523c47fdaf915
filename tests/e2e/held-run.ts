import type { DatabaseClients } from "#server/db/client.ts";
import { storeLongLog } from "#tests/fixtures/long-log.ts";

/** A run at work of which so many log entries are all there is: held for an hour by a worker that does nothing. */
export async function storeHeldRun(database: DatabaseClients, lines: number): Promise<string> {
  const runId = await storeLongLog(database, { lines });
  // At once: a run at work that nobody holds is taken up by the next worker that looks.
  await database.sql`
    with held as (
      insert into run_leases (run_id, epoch, worker_id, beat_at)
      values (${runId}, 1, 'a worker that does nothing', now() + interval '1 hour'))
    update runs set status = 'running', started_at = now() where id = ${runId}`;
  return runId;
}
