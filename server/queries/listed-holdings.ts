import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "#server/db/client.ts";
import { addSessions } from "#server/market/nyse-calendar.ts";
import { newestSession } from "./newest-session.ts";

export const HOLDING_VIEWS = ["all", "held", "ended"] as const;

/** By what holdings can be sorted. */
export const HOLDING_SORTS = [
  ...(["ordinal", "name", "tags", "quantity", "price", "marketValue", "weight"] as const),
  ...(["unrealizedPnl", "realizedPnl", "entryDate", "exitDate"] as const),
] as const;

/** Which holdings, in which order, and how many of them. */
export interface HoldingsRequest {
  /** Held at the newest session, ended by then, or both. */
  readonly view: (typeof HOLDING_VIEWS)[number];
  /** Part of a symbol, a company's name or a tag, in any case; empty for all. */
  readonly search: string;
  /** What is not known comes last; ties in file order. */
  readonly sort: (typeof HOLDING_SORTS)[number];
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
  /** From `nextCursor`: the page begins behind the last row of that one, wherever it stands now; `offset` is not heeded. */
  readonly cursor?: string | undefined;
}

/**
 * What of a position the figures do not have yet: itself, its exit, that its exit was taken back, or a change of its
 * quantity or price.
 */
export type Awaited = "entry" | "exit" | "return" | "change";

/** What holdings are worth together, in dollars and fractions of equity; what is not known counts as nothing. */
export interface HoldingSums {
  readonly marketValue: number;
  readonly weight: number;
  readonly unrealizedPnl: number;
  readonly realizedPnl: number;
}

export interface ListedHoldings {
  /** Ids of the wanted ones in their order. */
  readonly page: readonly { readonly id: string; readonly ended: boolean; readonly awaits: Awaited | null }[];
  /** Hand it back to get the next page; null on the last one. */
  readonly nextCursor: string | null;
  /** How many match the search in the view, and what all those are worth. */
  readonly total: number;
  readonly sums: HoldingSums;
  /** Of the portfolio, whatever the search. */
  readonly held: number;
  readonly ended: number;
  /** The largest |weight|. */
  readonly largestWeight: number;
}

/** The last row of a page, and how many had come by then, should it be gone when the next page is asked for. */
const cursorContent = z.tuple([z.uuid(), z.int().min(0).max(1_000_000)]);

/** Whether a text was a page's `nextCursor`. */
export function isHoldingsCursor(text: string): boolean {
  return decoded(text) !== null;
}

function decoded(cursor: string | undefined): z.infer<typeof cursorContent> | null {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor ?? "", "base64url").toString());
    return cursorContent.safeParse(content).data ?? null;
  } catch {
    // Not JSON.
    return null;
  }
}

/** Counts, sums and sorts a portfolio's holdings, and names the wanted ones; in one statement, however many there are. */
export async function listedHoldings(
  db: Database,
  portfolioId: string,
  { view, search, sort, descending, offset, limit, cursor }: HoldingsRequest,
): Promise<ListedHoldings> {
  const asOf = await newestSession(db, portfolioId);
  const isWanted = { all: sql`true`, held: sql`not ended`, ended: sql`ended` }[view];
  const order = sql`${ORDERS[sort]} ${descending ? sql`desc` : sql`asc`} nulls last, ordinal`;
  const [lastId = null, came = offset] = decoded(cursor) ?? [];
  const [row] = await db.execute<ListedRow>(sql`
    with listed as materialized (${listedRows(portfolioId, asOf)}), matching as (
      select * from listed where ${isWanted} and strpos(searched, lower(${search.trim()})) > 0
    ), placed as (
      select id, ended, awaits, row_number() over (order by ${order})::int as place from matching
    ), first as (
      select coalesce((select place from placed where id = ${lastId}::uuid), ${came}::int) as before
    )
    select count(*)::int as total, coalesce(sum(market_value), 0)::float8 as market_value,
      coalesce(sum(weight), 0)::float8 as weight, coalesce(sum(unrealized_pnl), 0)::float8 as unrealized_pnl,
      coalesce(sum(realized_pnl), 0)::float8 as realized_pnl,
      (select count(*)::int from listed where not ended) as held,
      (select count(*)::int from listed where ended) as ended,
      (select coalesce(max(abs(weight)), 0)::float8 from listed) as largest_weight,
      (select before from first) as before,
      array(select json_build_object('id', id, 'ended', ended, 'awaits', awaits) from placed
        where place > (select before from first) order by place limit ${limit}) as page
    from matching`);
  if (!row) throw new Error("An aggregate without grouping answered no row");
  const until = row.before + row.page.length;
  const last = until < row.total ? row.page.at(-1) : undefined;
  return {
    nextCursor: last ? Buffer.from(JSON.stringify([last.id, until])).toString("base64url") : null,
    ...{ page: row.page, total: row.total, held: row.held, ended: row.ended, largestWeight: row.largest_weight },
    sums: {
      ...{ marketValue: row.market_value, weight: row.weight },
      ...{ unrealizedPnl: row.unrealized_pnl, realizedPnl: row.realized_pnl },
    },
  };
}

interface ListedRow extends Record<string, unknown> {
  page: ListedHoldings["page"];
  /** Rows before the page. */
  before: number;
  total: number;
  held: number;
  ended: number;
  largest_weight: number;
  market_value: number;
  weight: number;
  unrealized_pnl: number;
  realized_pnl: number;
}

const ORDERS: Readonly<Record<HoldingsRequest["sort"], SQL>> = {
  ordinal: sql`ordinal`,
  name: sql`name`,
  tags: sql`tags`,
  quantity: sql`quantity`,
  price: sql`price`,
  marketValue: sql`market_value`,
  weight: sql`weight`,
  unrealizedPnl: sql`unrealized_pnl`,
  realizedPnl: sql`realized_pnl`,
  entryDate: sql`entry_date`,
  exitDate: sql`exit_date`,
};

/**
 * A row a position. One that its newest value still counts as held stays so until a run has seen its exit, that the rows
 * add up to the figures; an expiry on a closed day counts on the session before.
 */
function listedRows(portfolioId: string, asOf: string | null): SQL {
  const after = asOf && addSessions(asOf, 1);
  return sql`
    with valued as (
      select p.*, upper(coalesce(p.underlying_symbol, p.symbol) || ' ' || coalesce(c.name, '')) as name,
        coalesce(tagged.names, '') as tags, v.date as value_date, v.quantity as value_quantity, v.price as value_price,
        v.market_value, v.weight, v.unrealized_pnl, v.realized_pnl,
        coalesce(p.exit_date <= ${asOf}::date or p.expiration_date < ${after}::date, false) as closed,
        coalesce(v.date = ${asOf}::date and (v.market_value <> 0 or v.unrealized_pnl <> 0), false) as counted,
        f.recompute_edits > 0 as edited
      from positions p join portfolios f on f.id = p.portfolio_id
      left join company_profiles c
        on c.source = f.price_source and c.symbol = coalesce(p.underlying_symbol, p.symbol)
      left join lateral (
        select * from position_values where position_id = p.id order by date desc limit 1
      ) v on true
      left join lateral (
        select string_agg(t.name, ', ' order by t.kind desc, t.name) as names
        from position_tags pt join tags t on t.id = pt.tag_id where pt.position_id = p.id
      ) tagged on true
      where p.portfolio_id = ${portfolioId}
    ), stated as (
      select *, (closed and not (counted and edited)) or coalesce(not closed and value_date < ${asOf}::date, false) as ended,
        quantity * entry_price * case investment_class when 'OPTIONS' then 100 else 1 end as cost
      from valued
    )
    select id, ordinal, name, tags, lower(name || ' ' || symbol || ' ' || tags) as searched, ended,
      entry_date, exit_date, market_value, weight, unrealized_pnl, realized_pnl,
      case when ended then coalesce(nullif(value_quantity, 0), quantity) else coalesce(value_quantity, quantity) end
        as quantity,
      case when ended then coalesce(exit_price, value_price) else value_price end as price,
      case when value_date is null and (edited or not closed) then 'entry'
        when not edited then null
        when closed and counted then 'exit'
        when not closed and value_date is not null and not counted then 'return'
        when counted and abs(market_value - unrealized_pnl - cost) > 0.005 + 1e-9 * abs(cost) then 'change'
      end as awaits
    from stated`;
}
