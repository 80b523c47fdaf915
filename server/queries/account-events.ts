import { type SQL, sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { addSessions } from "#server/market/nyse-calendar.ts";
import { cashFlowList, type StoredCashFlow } from "./cash-flows.ts";
import { newestSession } from "./newest-session.ts";
import { type StoredPosition, statedPositions } from "./stated-position.ts";
import { type StoredValuation, valuationList } from "./valuations.ts";

/** What can happen to an account, in the order in which it counts within a day. */
export const EVENT_KINDS = ["entry", "flow", "split", "dividend", "valuation", "expiry", "exit"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** One dated event of an account. */
export interface AccountEvent {
  readonly kind: EventKind;
  readonly date: string;
  /** Into the account's cash, in dollars; null where it moves none, or no run has counted it yet. */
  readonly cash: number | null;
  /** Of an entry, an exit or an expiry. */
  readonly position: StoredPosition | null;
  /** What was sold or settled, after splits, and at which price a share; null where no run has counted it yet. */
  readonly settled: { readonly quantity: number; readonly price: number | null } | null;
  readonly flow: StoredCashFlow | null;
  readonly valuation: StoredValuation | null;
  /** Of a split (new shares per old) or a dividend (dollars a share); `shares` held then, signed, of a dividend. */
  readonly action: { readonly symbol: string; readonly value: number; readonly shares: number | null } | null;
}

export interface EventsRequest {
  readonly kinds: readonly EventKind[];
  readonly offset: number;
  readonly limit: number;
}

export interface AccountEvents {
  /** Newest first. */
  readonly events: readonly AccountEvent[];
  /** All of these kinds. */
  readonly total: number;
}

interface Listed {
  readonly kind: EventKind;
  readonly date: string;
  /** Of a position, a flow or a valuation. */
  readonly id: string | null;
  readonly symbol: string | null;
  readonly value: number | null;
}

/** All that happened to an account up to its newest session, a page at a time, and what it did to the cash. */
export async function accountEvents(
  db: Database,
  portfolioId: string,
  { kinds, offset, limit }: EventsRequest,
): Promise<AccountEvents> {
  const [row] = await db.execute<{ total: number; page: Listed[] }>(sql`
    with listed as (${listedEvents(portfolioId, await newestSession(db, portfolioId))}), wanted as (
      select * from listed where kind = any(${arrayLiteral(kinds)}::text[])
    )
    select (select count(*)::int from wanted) as total,
      array(select json_build_object('kind', kind, 'date', date, 'id', id, 'symbol', symbol, 'value', value)
        from wanted order by date desc, array_position(${arrayLiteral(EVENT_KINDS)}::text[], kind) desc,
        ordinal desc, symbol desc, id limit ${limit} offset ${offset}) as page`);
  const { total, page } = row ?? { total: 0, page: [] };
  return { total, events: await toldEvents(db, portfolioId, page) };
}

/** An expiry counts once its session, the one before a closed day, is computed; not where an exit came before it. */
function listedEvents(portfolioId: string, newest: string | null): SQL {
  const after = newest && addSessions(newest, 1);
  return sql`
    with own as (select * from positions where portfolio_id = ${portfolioId}),
    acted as (
      select a.kind, a.symbol, a.ex_date, a.value, min(p.ordinal) as ordinal
      from corporate_actions a join portfolios f on f.id = ${portfolioId} and f.price_source = a.source
      join own p on a.symbol = coalesce(p.underlying_symbol, p.symbol) and a.ex_date > p.entry_date
        and (p.exit_date is null or a.ex_date <= p.exit_date)
        and (p.expiration_date is null or a.ex_date <= p.expiration_date)
        and p.investment_class <> 'PRIVATE' and (a.kind = 'split' or p.option_type is null)
      where a.ex_date <= ${newest}::date group by a.kind, a.symbol, a.ex_date, a.value
    )
    select 'entry' as kind, entry_date as date, id, symbol, null::float8 as value, ordinal from own
    union all select 'exit', exit_date, id, symbol, null, ordinal from own
      where exit_date is not null and (expiration_date is null or exit_date <= expiration_date)
    union all select 'expiry', coalesce((select max(date) from snapshots
        where portfolio_id = ${portfolioId} and date <= expiration_date), expiration_date), id, symbol, null, ordinal
      from own where expiration_date < ${after}::date and (exit_date is null or exit_date > expiration_date)
    union all select 'flow', date, id, null, null, 0 from cash_flows where portfolio_id = ${portfolioId}
    union all select 'valuation', v.date, v.id, own.symbol, null, own.ordinal
      from valuations v join own on own.id = v.position_id
    union all select kind, ex_date, null, symbol, value, ordinal from acted`;
}

async function toldEvents(db: Database, portfolioId: string, page: readonly Listed[]): Promise<AccountEvent[]> {
  const idsOf = (...kinds: EventKind[]) => page.flatMap(({ kind, id }) => (id && kinds.includes(kind) ? [id] : []));
  const has = (kind: EventKind) => page.some((each) => each.kind === kind);
  const [stated, ended, shares, flows, valuations] = await Promise.all([
    statedPositions(db, portfolioId, idsOf("entry", "exit", "expiry")),
    settlements(db, idsOf("exit", "expiry")),
    dividendShares(db, portfolioId, page),
    has("flow") ? cashFlowList(db, portfolioId) : [],
    has("valuation") ? valuationList(db, portfolioId) : [],
  ]);
  return page.map(({ kind, date, id, symbol, value }) => {
    const position = stated.get(id ?? "") ?? null;
    const settled = kind === "exit" || kind === "expiry" ? (ended.get(id ?? "") ?? null) : null;
    const flow = kind === "flow" ? (flows.find((each) => each.id === id) ?? null) : null;
    const held = kind === "dividend" ? (shares.get(`${symbol} ${date}`) ?? null) : null;
    const action = symbol !== null && value !== null ? { symbol, value, shares: held } : null;
    const event = { kind, date, position, settled, flow, action };
    const valuation = kind === "valuation" ? (valuations.find((each) => each.id === id) ?? null) : null;
    return { ...event, valuation, cash: cashOf(event) };
  });
}

const CONTRACT_SIZE = 100;

function cashOf({ kind, position, settled, flow, action }: Omit<AccountEvent, "cash" | "valuation">): number | null {
  const size = position?.investmentClass === "OPTIONS" ? CONTRACT_SIZE : 1;
  if (kind === "entry" && position) return -Number(position.quantity) * Number(position.entryPrice) * size;
  if (settled) return settled.price === null ? null : settled.quantity * settled.price * size;
  if (flow) return flow.amount;
  return kind === "dividend" && action && action.shares !== null ? action.shares * action.value : null;
}

interface EndRow extends Record<string, unknown> {
  id: string;
  quantity: string;
  price: string | null;
}

/** How the ledger ended these positions, on the last day it has of each; those it still holds are absent. */
async function settlements(db: Database, ids: readonly string[]) {
  const rows = await db.execute<EndRow>(sql`
    select p.id, v.quantity, v.price from positions p join lateral (
      select * from position_values where position_id = p.id order by date desc limit 1
    ) v on v.market_value = 0 and v.unrealized_pnl = 0
    where p.id = any(${arrayLiteral(ids)}::uuid[])`);
  return new Map(
    rows.map(({ id, quantity, price }) => {
      return [id, { quantity: Number(quantity), price: price === null ? null : Number(price) }] as const;
    }),
  );
}

interface SharesRow extends Record<string, unknown> {
  symbol: string;
  date: string;
  shares: number;
}

/** The shares that each dividend was paid on: those of the session of its ex-date; "symbol date" → shares. */
async function dividendShares(db: Database, portfolioId: string, page: readonly Listed[]) {
  const paid = page.filter(({ kind }) => kind === "dividend");
  const rows = await db.execute<SharesRow>(sql`
    select d.symbol, d.date::text as date, sum(v.quantity)::float8 as shares
    from unnest(${arrayLiteral(paid.map(({ symbol }) => symbol))}::text[],
      ${arrayLiteral(paid.map(({ date }) => date))}::date[]) as d(symbol, date)
    join positions p on p.portfolio_id = ${portfolioId} and p.symbol = d.symbol and p.option_type is null
      and p.entry_date < d.date and (p.exit_date is null or p.exit_date >= d.date)
    join lateral (
      select quantity from position_values where position_id = p.id and date >= d.date order by date limit 1
    ) v on true
    group by d.symbol, d.date`);
  return new Map(rows.map(({ symbol, date, shares }) => [`${symbol} ${date}`, shares] as const));
}
