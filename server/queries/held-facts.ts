import { type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";

/** Positions whose price is of one kind, or that have one note: how many, and the heaviest of them. */
export interface DoubtedPrices {
  readonly kind: "missing" | "older" | "model" | "note";
  /** Why the price is not what one would expect; of a note only. */
  readonly note: string | null;
  readonly count: number;
  readonly heaviest: readonly { readonly name: string; readonly date: string | null }[];
}

/** A private position that its owner can value. */
export interface ValuedPosition {
  readonly id: string;
  readonly symbol: string;
  readonly entryDate: string;
}

/** What the positions of a session come to beside its snapshot, however many they are. */
export interface HeldFacts {
  /** What cash and money market positions are worth, in dollars: held to account, but no exposure. */
  readonly cashPositions: number;
  readonly hasOptions: boolean;
  /** What all positions that there still are were worth, in dollars. */
  readonly marketValue: number;
  readonly doubted: readonly DoubtedPrices[];
}

const NAMED = 8;
const MOST_VALUED = 200;

/** Those facts of a computed session; an expiry on a closed day counts on the session before, so `after` is asked too. */
export async function heldFacts(db: Database, portfolioId: string, date: string, after: string): Promise<HeldFacts> {
  const [totals, doubted] = await Promise.all([
    totalsOf(db, portfolioId, date),
    doubtedOf(db, portfolioId, date, after),
  ]);
  return { ...totals, doubted };
}

interface TotalsRow extends Record<string, unknown> {
  cash: number;
  options: boolean;
  value: number;
}

const CASH = sql`p.investment_subtype in ('CASH', 'MONEY_MARKET')`;

async function totalsOf(db: Database, portfolioId: string, date: string): Promise<Omit<HeldFacts, "doubted">> {
  const [row] = await db.execute<TotalsRow>(sql`
    select coalesce(sum(v.market_value) filter (where ${CASH}), 0)::float8 as cash,
      coalesce(bool_or(p.option_type is not null), false) as options, coalesce(sum(v.market_value), 0)::float8 as value
    from position_values v join positions p on p.id = v.position_id
    where v.portfolio_id = ${portfolioId} and v.date = ${date}`);
  return { cashPositions: row?.cash ?? 0, hasOptions: row?.options ?? false, marketValue: row?.value ?? 0 };
}

interface DoubtedRow extends Record<string, unknown> {
  kind: DoubtedPrices["kind"];
  note: string | null;
  count: number;
  heaviest: { name: string; date: string | null }[];
}

async function doubtedOf(
  db: Database,
  portfolioId: string,
  date: string,
  after: string,
): Promise<readonly DoubtedPrices[]> {
  const named: SQL = sql`(array_agg(json_build_object('name', name, 'date', price_date)
    order by abs(weight) desc nulls last, ordinal))[1:${sql.raw(String(NAMED))}]`;
  const rows = await db.execute<DoubtedRow>(sql`
    with held as (
      select coalesce(p.underlying_symbol, p.symbol) as name, p.ordinal, v.weight, v.price_date, v.price_note,
        case when v.price is null then 'missing'
          when v.price_origin in ('recent', 'carried') then 'older'
          when v.price_origin = 'model' then 'model'
          when v.price_origin is null and v.price_date < v.date then 'older' end as kind
      from position_values v join positions p on p.id = v.position_id
      where v.portfolio_id = ${portfolioId} and v.date = ${date} and not ${CASH}
        and (p.exit_date is null or p.exit_date > v.date)
        and (p.expiration_date is null or p.expiration_date >= ${after})
    )
    select kind, null as note, count(*)::int as count, ${named} as heaviest from held
      where kind is not null group by kind
    union all
    select 'note', price_note, count(*)::int, ${named} from held where price_note is not null group by price_note
    order by 1, 3 desc, 2`);
  return rows.map(({ kind, note, count, heaviest }) => ({ kind, note, count, heaviest }));
}

interface ValuedRow extends Record<string, unknown> {
  id: string;
  symbol: string;
  entry_date: string;
}

/** The private positions of a portfolio that are worth what their owner says, in file order; at most 200. */
export async function valuedPositions(db: Database, portfolioId: string): Promise<readonly ValuedPosition[]> {
  const rows = await db.execute<ValuedRow>(sql`
    select p.id, p.symbol, p.entry_date::text from positions p
    where p.portfolio_id = ${portfolioId} and p.investment_class = 'PRIVATE' and not ${CASH}
    order by p.ordinal limit ${MOST_VALUED}`);
  return rows.map(({ id, symbol, entry_date: entryDate }) => ({ id, symbol, entryDate }));
}
