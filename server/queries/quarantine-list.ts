import { type SQL, sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";

/** Prices of one symbol that follow one another and are doubted, or were released, alike. Times are UTC ISO. */
export interface ListedQuarantine {
  readonly source: string;
  readonly symbol: string;
  /** First and last date. */
  readonly from: string;
  readonly to: string;
  readonly prices: number;
  readonly rule: string;
  /** Of the first price. */
  readonly reason: string;
  /** The first price; null where it is no number. */
  readonly close: number | null;
  readonly detectedAt: string;
  readonly runId: string | null;
  /** Whether it could be a price: not where it is none, or of no session. */
  readonly releasable: boolean;
  /** Null while it is in quarantine. */
  readonly released: { readonly at: string; readonly by: string | null } | null;
  readonly note: string | null;
}

export interface QuarantineFilter {
  /** Part of a symbol; empty for all. */
  readonly symbol?: string;
  readonly state?: "held" | "released";
}

export interface QuarantineList {
  /** The newest found first. */
  readonly stretches: readonly ListedQuarantine[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

const MOST = 200;

/** What is in quarantine, or has been released from it, for admins. */
export async function quarantineList(db: Database, filter: QuarantineFilter = {}): Promise<QuarantineList> {
  const { symbol = "", state } = filter;
  const like = `%${symbol
    .trim()
    .toUpperCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const isWanted = { held: sql`released_at is null`, released: sql`released_at is not null` };
  const rows = await stretches(db, sql`symbol like ${like} and ${state ? isWanted[state] : sql`true`}`);
  return { stretches: rows.slice(0, MOST), more: rows.length > MOST };
}

/** What is in quarantine of the symbols of a portfolio and of the ETFs that its factors are fitted on. */
export async function portfolioQuarantine(db: Database, portfolioId: string): Promise<readonly ListedQuarantine[]> {
  const rows = await stretches(
    db,
    sql`released_at is null
      and source = (select ${portfolios.priceSource} from ${portfolios} where ${portfolios.id} = ${portfolioId})
      and (symbol = any(${arrayLiteral(REQUIRED_REGRESSORS)}::text[]) or exists (
        select from ${positions} held where held.portfolio_id = ${portfolioId}
          and (held.symbol = q.symbol or held.underlying_symbol = q.symbol)))`,
  );
  return rows.slice(0, MOST);
}

interface StretchRow extends Record<string, unknown> {
  source: string;
  symbol: string;
  first: string;
  last: string;
  prices: number;
  rule: string;
  reason: string;
  close: number | null;
  detected_at: string;
  run_id: string | null;
  releasable: boolean;
  released_at: string | null;
  released_by: string | null;
  note: string | null;
}

/** Dates further apart than a week are two matters, as in `quarantinedStretches`. */
async function stretches(db: Database, wanted: SQL): Promise<ListedQuarantine[]> {
  const rows = await db.execute<StretchRow>(sql`
    with marked as (
      select q.*, (date - lag(date) over alike <= 7) is not true as begins from ${quarantinedBars} q where ${wanted}
      window alike as (partition by source, symbol, rule, released_at, release_note order by date)
    ), numbered as (
      select *, count(*) filter (where begins) over (
        partition by source, symbol, rule, released_at, release_note order by date) as stretch from marked
    )
    select source, symbol, min(date)::text as first, max(date)::text as last, count(*)::int as prices, rule,
      (array_agg(reason order by date))[1] as reason, (array_agg(close order by date))[1] as close,
      max(detected_at) as detected_at, (array_agg(run_id order by date desc))[1] as run_id,
      bool_and(close > 0 and rule <> 'out-of-session') is true as releasable, released_at,
      (select name from "user" where id = (array_agg(released_by))[1]) as released_by, release_note as note
    from numbered group by source, symbol, rule, released_at, release_note, stretch
    order by max(detected_at) desc, source, symbol, min(date) desc limit ${MOST + 1}`);
  return rows.map((row) => ({
    ...{ source: row.source, symbol: row.symbol, from: row.first, to: row.last, prices: row.prices },
    ...{ rule: row.rule, reason: row.reason, close: row.close === null ? null : Number(row.close) },
    ...{ detectedAt: iso(row.detected_at), runId: row.run_id, releasable: row.releasable, note: row.note },
    released: row.released_at === null ? null : { at: iso(row.released_at), by: row.released_by },
  }));
}

const iso = (time: string) => new Date(time).toISOString();
