import { sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";

export const COMMITS = 200;

/** The database's own pace, as a baseline: milliseconds of small transactions, one after another. */
export async function smallCommits(db: Database): Promise<number> {
  await db.execute(sql`create table if not exists bench_commits (n int)`);
  const startedAt = performance.now();
  for (let n = 0; n < COMMITS; n++) await db.execute(sql`insert into bench_commits values (${n})`);
  return performance.now() - startedAt;
}
