import type { DatabaseClients } from "#server/db/client.ts";
import { storeLongLog } from "#tests/fixtures/long-log.ts";

/** A run at work of which so many log entries are all there is: held for an hour by a worker that does nothing. */
export async function storeHeldRun(database: DatabaseClients, lines: number): Promise<string> {
  const runId = await storeLongLog(database, { lines, status: "running" });
  await database.sql`
    insert into run_leases (run_id, epoch, worker_id, beat_at)
    values (${runId}, 1, 'a worker that does nothing', now() + interval '1 hour')`;
  await database.sql`update runs set started_at = now() where id = ${runId}`;
  return runId;
}
