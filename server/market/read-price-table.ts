import { sql } from "drizzle-orm";
import { sessionActions } from "#lib/analytics/session-actions.ts";
import { totalReturns } from "#lib/analytics/total-returns.ts";
import { required } from "#lib/assert.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { corporateActions } from "#server/db/schema/market.ts";
import { type DollarRate, readDollarRates } from "./dollar-rates.ts";
import { sessionsBetween } from "./nyse-calendar.ts";
import type { PriceColumn, PriceRange, PriceTable } from "./price-history.ts";
import { readBarColumn } from "./read-bar-column.ts";

interface Actions {
  readonly splits: Map<string, number>;
  readonly dividends: Map<string, number>;
}

const NO_ACTIONS: Actions = { splits: new Map(), dividends: new Map() };

/**
 * The stored prices of a universe on the grid of NYSE sessions of a range, in US dollars, in at most four statements. A
 * symbol without a bar in the range has no column; where the rate of its currency is missing it has no price. Splits and
 * dividends are those of all time up to the range's end: quantities held from before the range need them.
 */
export async function readPriceTable(db: Database, range: PriceRange): Promise<PriceTable> {
  const sessions = sessionsBetween(range.from, range.to);
  const [closes, actions, rates] = await Promise.all([
    readBarColumn(db, range, "close"),
    readActions(db, range),
    readDollarRates(db, range),
  ]);
  const columns = [...closes].map(([symbol, close]) => {
    const quoted = { close, actions: actions.get(symbol) ?? NO_ACTIONS };
    const rate = rates.get(symbol);
    return [symbol, priceColumn(sessions, rate ? inDollars(quoted, sessions, rate) : quoted)] as const;
  });
  return { sessions, columns: new Map(columns) };
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

interface Quoted {
  readonly close: Float64Array;
  readonly actions: Actions;
}

/** What has no rate of its date has no price. */
function inDollars({ close, actions }: Quoted, sessions: readonly string[], rate: DollarRate): Quoted {
  const rates = sessions.map((session) => rate(session) ?? Number.NaN);
  const dividends = [...actions.dividends].flatMap(([date, value]): [string, number][] => {
    const onDate = rate(date);
    return onDate === null ? [] : [[date, value * onDate]];
  });
  const inDollarsOn = (price: number, row: number) => price * required(rates[row], "rate");
  return { close: close.map(inDollarsOn), actions: { ...actions, dividends: new Map(dividends) } };
}

function priceColumn(sessions: readonly string[], { close, actions: { splits, dividends } }: Quoted): PriceColumn {
  const onSessions = splits.size + dividends.size > 0 ? sessionActions(sessions, splits, dividends) : {};
  return { close, splits, dividends, returns: totalReturns(close, onSessions) };
}
