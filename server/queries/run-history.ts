import { and, desc, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { RunKind, RunStatus } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { type RunRow, type RunSummary, selectRunRows, summariesOf } from "./run-summary.ts";
import { isUuid } from "./uuid.ts";

export interface RunHistoryFilter {
  readonly status?: readonly RunStatus[] | undefined;
  readonly kind?: readonly RunKind[] | undefined;
  readonly portfolioId?: string | undefined;
  /** Part of a portfolio's name, a user's e-mail or a run's id, in any case. */
  readonly text?: string | undefined;
  /** Where the page before ended; from `nextCursor`. Anything else is read as the first page. */
  readonly cursor?: string | undefined;
  /** 1–100, default 50. */
  readonly limit?: number | undefined;
}

export interface RunHistoryPage {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  /** Hand it back to get the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** Microseconds since 1970, and the id of the run. */
const cursorContent = z.tuple([z.string().check(z.regex(/^\d{1,16}$/)), z.uuid()]);

/** Whether a text was a page's `nextCursor`. */
export function isRunCursor(text: string): boolean {
  return cursorContent.safeParse(decoded(text)).success;
}

/** One page of all users' runs, for admins. Pages are cut by key, so runs started meanwhile neither repeat nor hide one. */
export async function runHistory(db: Database, filter: RunHistoryFilter = {}): Promise<RunHistoryPage> {
  const limit = Math.min(100, Math.max(1, filter.limit ?? 50));
  if (filter.portfolioId !== undefined && !isUuid(filter.portfolioId)) return { runs: [], nextCursor: null };
  const rows = await selectRunRows(db)
    .where(and(...conditions(filter), afterCursor(filter.cursor)))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { runs: await summariesOf(db, shown), nextCursor: last ? cursorOf(last) : null };
}

function conditions({ status, kind, portfolioId, text }: RunHistoryFilter): (SQL | undefined)[] {
  return [
    status?.length ? inArray(runs.status, [...status]) : undefined,
    kind?.length ? inArray(runs.kind, [...kind]) : undefined,
    portfolioId ? eq(runs.portfolioId, portfolioId) : undefined,
    text?.trim() ? matching(text.trim()) : undefined,
  ];
}

function matching(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(portfolios.name, pattern), ilike(user.email, pattern), ilike(sql`${runs.id}::text`, pattern));
}

function cursorOf({ run, createdAtMicros }: RunRow): string {
  return Buffer.from(JSON.stringify([createdAtMicros, run.id])).toString("base64url");
}

function afterCursor(cursor: string | undefined): SQL | undefined {
  const content = cursorContent.safeParse(decoded(cursor));
  if (!content.success) return undefined;
  const [micros, id] = content.data;
  const createdAt = sql`'epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond'`;
  return sql`(${runs.createdAt}, ${runs.id}) < (${createdAt}, ${id}::uuid)`;
}

function decoded(cursor: string | undefined): unknown {
  if (!cursor) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
