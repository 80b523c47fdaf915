import { sql } from "drizzle-orm";
import { sessionActions } from "#lib/analytics/session-actions.ts";
import { totalReturns } from "#lib/analytics/total-returns.ts";
import { required } from "#lib/assert.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { bars, corporateActions } from "#server/db/schema/market.ts";
import { type DollarRate, readDollarRates } from "./dollar-rates.ts";
import { sessionsBetween } from "./nyse-calendar.ts";
import type { PriceColumn, PriceRange, PriceTable } from "./price-history.ts";

const VALUES = ["close", "high", "low", "volume"] as const;
type Value = (typeof VALUES)[number];

/** One symbol's bars, as columns: JSON is what the driver hands over fastest and V8 reads fastest. */
interface StoredBars extends Record<string, unknown> {
  symbol: string;
  days: string;
  close: string;
  high: string;
  low: string;
  volume: string;
}

interface Actions {
  readonly splits: Map<string, number>;
  readonly dividends: Map<string, number>;
}

const NO_ACTIONS: Actions = { splits: new Map(), dividends: new Map() };
const DAY_MS = 86_400_000;

/**
 * The stored prices of a universe on the grid of NYSE sessions of a range, in US dollars, in at most four statements. A
 * symbol without a bar in the range has no column; where the rate of its currency is missing it has no price. Splits and
 * dividends are those of all time up to the range's end: quantities held from before the range need them.
 */
export async function readPriceTable(db: Database, range: PriceRange): Promise<PriceTable> {
  const sessions = sessionsBetween(range.from, range.to);
  const [stored, actions, rates] = await Promise.all([
    readBars(db, range),
    readActions(db, range),
    readDollarRates(db, range),
  ]);
  const rowOfDay = dayIndex(sessions, range.from);
  const columns = stored.map((row) => {
    const placed = placeBars(row, rowOfDay, sessions.length);
    const quoted = { placed, actions: actions.get(row.symbol) ?? NO_ACTIONS };
    const rate = rates.get(row.symbol);
    return [row.symbol, priceColumn(sessions, rate ? inDollars(quoted, sessions, rate) : quoted)] as const;
  });
  return { sessions, columns: new Map(columns) };
}

async function readBars(db: Database, { source, symbols, from, to }: PriceRange): Promise<StoredBars[]> {
  const column = (value: string) =>
    sql`json_agg(${sql.identifier(value)} order by date)::text as ${sql.identifier(value)}`;
  return db.execute<StoredBars>(sql`
    select symbol, json_agg(date - ${from}::date order by date)::text as days,
      ${sql.join(VALUES.map(column), sql`, `)}
    from ${bars}
    where source = ${source} and symbol = any(${arrayLiteral(symbols)}::text[]) and date between ${from} and ${to}
    group by symbol order by symbol`);
}

async function readActions(db: Database, { source, symbols, to }: PriceRange): Promise<Map<string, Actions>> {
  const rows = await db.execute<{ symbol: string; ex_date: string; kind: "split" | "dividend"; value: number }>(sql`
    select symbol, ex_date::text, kind, value from ${corporateActions}
    where source = ${source} and symbol = any(${arrayLiteral(symbols)}::text[]) and ex_date <= ${to}
    order by symbol, ex_date`);
  const bySymbol = new Map<string, Actions>();
  for (const { symbol, ex_date, kind, value } of rows) {
    const actions = bySymbol.get(symbol) ?? { splits: new Map(), dividends: new Map() };
    bySymbol.set(symbol, actions);
    (kind === "split" ? actions.splits : actions.dividends).set(ex_date, Number(value));
  }
  return bySymbol;
}

/** Row of the grid by days since `from`; −1 on days without a session. */
function dayIndex(sessions: readonly string[], from: string): Int32Array {
  const days = sessions.map((session) => Math.round((Date.parse(session) - Date.parse(from)) / DAY_MS));
  const index = new Int32Array((days.at(-1) ?? -1) + 1).fill(-1);
  for (const [row, day] of days.entries()) index[day] = row;
  return index;
}

function placeBars(stored: StoredBars, rowOfDay: Int32Array, length: number): Record<Value, Float64Array> {
  const rows = numbers(stored.days).map((day) => rowOfDay[required(day, "day")] ?? -1);
  const placed = (value: Value) => {
    const column = new Float64Array(length).fill(Number.NaN);
    for (const [index, number] of numbers(stored[value]).entries()) {
      const row = rows[index] ?? -1;
      if (row >= 0) column[row] = number ?? Number.NaN;
    }
    return column;
  };
  return { close: placed("close"), high: placed("high"), low: placed("low"), volume: placed("volume") };
}

// The columns are aggregated from integer and double precision columns by the statement above.
const numbers = (json: string) => JSON.parse(json) as (number | null)[];

interface Quoted {
  readonly placed: Readonly<Record<Value, Float64Array>>;
  readonly actions: Actions;
}

/** What has no rate of its date has no price. */
function inDollars({ placed, actions }: Quoted, sessions: readonly string[], rate: DollarRate): Quoted {
  const rates = sessions.map((session) => rate(session) ?? Number.NaN);
  const converted = (prices: Float64Array) => prices.map((price, row) => price * required(rates[row], "rate"));
  const dividends = [...actions.dividends].flatMap(([date, value]): [string, number][] => {
    const onDate = rate(date);
    return onDate === null ? [] : [[date, value * onDate]];
  });
  const prices = { close: converted(placed.close), high: converted(placed.high), low: converted(placed.low) };
  return { placed: { ...placed, ...prices }, actions: { ...actions, dividends: new Map(dividends) } };
}

function priceColumn(sessions: readonly string[], { placed, actions: { splits, dividends } }: Quoted): PriceColumn {
  const onSessions = splits.size + dividends.size > 0 ? sessionActions(sessions, splits, dividends) : {};
  return { ...placed, splits, dividends, returns: totalReturns(placed.close, onSessions) };
}
