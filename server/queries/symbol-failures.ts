import { desc, sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { restatements, symbolAliases, symbolFailures } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { OPTIONAL_REGRESSORS } from "#server/market/regressors.ts";

/** A symbol that a source had no prices of when last asked. Times are UTC ISO. */
export interface SymbolFailure {
  readonly source: string;
  readonly symbol: string;
  /** A DailyFailureCode. */
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Not asked for again before. */
  readonly retryAfter: string;
  /** What an admin has providers asked for instead. */
  readonly alias: string | null;
  /** Portfolios of the source that hold it. */
  readonly portfolios: number;
}

export interface SymbolFailurePage {
  /** Newest first. */
  readonly failures: readonly SymbolFailure[];
  /** Hand it back for the next page; null on the last one. */
  readonly nextCursor: string | null;
}

interface FailureRow extends Record<string, unknown> {
  source: string;
  symbol: string;
  code: string;
  reason: string;
  attempts: number;
  first_seen: string;
  last_seen: string;
  retry_after: string;
  micros: string;
  alias: string | null;
  portfolios: number;
}

const PAGE = 100;
const OCC_SYMBOL = "^[A-Z][A-Z0-9]{0,5}[0-9]{6}[CP][0-9]{8}$";
/** Microseconds since 1970, source and symbol of the last row. */
const CURSOR = /^(\d{1,16})\|([^|]*)\|([^|]*)$/;

/**
 * A page of the failures, for admins: those of sources that can be asked again. What files lack is their owner's to add,
 * and ETFs and options that are taken only where a source has them are missed by nobody.
 * Anything but a page's `nextCursor` is read as the first page.
 */
export async function symbolFailureList(db: Database, cursor: string | null = null): Promise<SymbolFailurePage> {
  const [, micros, source, symbol] = CURSOR.exec(cursor ?? "") ?? [];
  const after =
    micros === undefined
      ? sql`true`
      : sql`(f.last_seen, f.source, f.symbol) <
          ('epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond', ${source}, ${symbol})`;
  const rows = await db.execute<FailureRow>(sql`
    select f.*, a.alias, (extract(epoch from f.last_seen) * 1000000)::bigint::text as micros, (
      select count(distinct p.portfolio_id)::int from ${positions} p
      join ${portfolios} on ${portfolios.id} = p.portfolio_id and ${portfolios.priceSource} = f.source
      where p.symbol = f.symbol or p.underlying_symbol = f.symbol) as portfolios
    from ${symbolFailures} f left join ${symbolAliases} a on a.symbol = f.symbol
    where ${after} and f.source <> 'files' and f.source not like 'upload:%' and f.symbol !~ ${OCC_SYMBOL}
      and (f.symbol <> all(${arrayLiteral(OPTIONAL_REGRESSORS)}::text[]) or exists (
        select from ${positions} held join ${portfolios} on ${portfolios.id} = held.portfolio_id
          and ${portfolios.priceSource} = f.source
        where held.symbol = f.symbol or held.underlying_symbol = f.symbol))
    order by f.last_seen desc, f.source desc, f.symbol desc limit ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    failures: shown.map(failureOf),
    nextCursor: last ? `${last.micros}|${last.source}|${last.symbol}` : null,
  };
}

const iso = (time: string) => new Date(time).toISOString();

function failureOf({ first_seen, last_seen, retry_after, micros: _micros, ...row }: FailureRow): SymbolFailure {
  return { ...row, firstSeen: iso(first_seen), lastSeen: iso(last_seen), retryAfter: iso(retry_after) };
}

/** Something a provider published otherwise than before. `before` or `after` is null where there was, or now is, none. */
export interface ListedRestatement {
  readonly id: string;
  readonly source: string;
  readonly symbol: string;
  readonly date: string;
  readonly kind: "close" | "split" | "dividend";
  readonly before: number | null;
  readonly after: number | null;
  readonly detectedAt: string;
  readonly runId: string | null;
}

/** The newest restatements, for admins. */
export async function restatementList(db: Database, limit = 50): Promise<ListedRestatement[]> {
  const rows = await db.select().from(restatements).orderBy(desc(restatements.detectedAt)).limit(limit);
  return rows.map(({ provider: _provider, detectedAt, ...row }) => ({ ...row, detectedAt: detectedAt.toISOString() }));
}

/** An alias that an admin has entered. */
export interface EnteredAlias {
  readonly symbol: string;
  readonly alias: string;
  readonly note: string | null;
  readonly createdAt: string;
}

/** All entered aliases by symbol. */
export async function enteredAliases(db: Database): Promise<EnteredAlias[]> {
  const { symbol, alias, note, createdAt } = symbolAliases;
  const rows = await db.select({ symbol, alias, note, createdAt }).from(symbolAliases).orderBy(symbolAliases.symbol);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
