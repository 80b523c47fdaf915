import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { RUN_EVENTS_CHANNEL } from "./notifier.ts";

/** Tells listening processes of a run that has been put in line; within a transaction, once that has committed. */
export async function announceRun(within: Database | Transaction, runId: string): Promise<void> {
  await within.execute(sql`select pg_notify(${RUN_EVENTS_CHANNEL}, ${JSON.stringify({ run: runId, seq: 0 })})`);
}
