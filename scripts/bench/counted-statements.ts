import { sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { Database } from "#server/db/client.ts";

/** What a user of the database had done since the counting began. */
export interface CountedStatements {
  readonly statements: number;
  /** Rows that were read or written. */
  readonly rows: number;
  /** Milliseconds of the server's execution, over all connections. */
  readonly executionMs: number;
}

export async function countFromHere(db: Database): Promise<void> {
  await db.execute(sql`select pg_stat_statements_reset()`);
}

export async function countedStatements(db: Database, user: string): Promise<CountedStatements> {
  const [counted] = await db.execute<{ statements: number; rows: number; execution_ms: number }>(sql`
    select coalesce(sum(calls), 0)::int as statements, coalesce(sum(rows), 0)::int as rows,
      coalesce(sum(total_exec_time), 0)::float8 as execution_ms
    from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname = ${user}`);
  const { statements, rows, execution_ms: executionMs } = required(counted, "counted statements");
  return { statements, rows, executionMs };
}
