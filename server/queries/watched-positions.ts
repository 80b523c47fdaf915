import { eq, inArray, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";

/** The last committed seq of each of these runs, in one statement. */
export async function lastSeqs(db: Database, runIds: readonly string[]): Promise<Map<string, number>> {
  if (runIds.length === 0) return new Map();
  const rows = await db
    .select({ id: runs.id, lastSeq: runs.lastSeq })
    .from(runs)
    .where(inArray(runs.id, [...runIds]));
  return new Map(rows.map((row) => [row.id, row.lastSeq]));
}

/** Place in line of those of these runs that are queued: 1 starts next. */
export async function placesInLine(db: Database, runIds: readonly string[]): Promise<Map<string, number>> {
  if (runIds.length === 0) return new Map();
  const line = db
    .select({
      id: runs.id,
      place: sql<number>`(row_number() over (order by ${runs.createdAt}, ${runs.id}))::int`.as("place"),
    })
    .from(runs)
    .where(eq(runs.status, "queued"))
    .as("line");
  const rows = await db
    .select()
    .from(line)
    .where(inArray(line.id, [...runIds]));
  return new Map(rows.map((row) => [row.id, row.place]));
}
