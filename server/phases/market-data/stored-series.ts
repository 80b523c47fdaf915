import { and, eq, type SQL, sql } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { bars, corporateActions, symbolListings } from "#server/db/schema/market.ts";
import type { DateRange } from "#server/market/coverage.ts";
import type { CorporateAction } from "#server/market/price-source.ts";

/** What is stored of a symbol in the ranges that were asked for. */
export interface StoredSeries {
  readonly closes: ReadonlyMap<string, number>;
  /** Who supplied each of them; null for the source itself. */
  readonly suppliers: ReadonlyMap<string, string | null>;
  readonly actions: readonly CorporateAction[];
  /** Of its listing; null where that is not known. */
  readonly currency: string | null;
}

type Closes = Pick<StoredSeries, "closes" | "suppliers">;

const NO_CLOSES: Closes = { closes: new Map(), suppliers: new Map() };

/** The stored closes and actions of each symbol in its ranges, and its currency, in three statements. */
export async function readStoredSeries(
  db: Database,
  source: string,
  asked: ReadonlyMap<string, readonly DateRange[]>,
): Promise<(symbol: string) => StoredSeries> {
  const rows = [...asked].flatMap(([symbol, ranges]) => ranges.map((range) => ({ symbol, ...range })));
  if (rows.length === 0) return () => ({ ...NO_CLOSES, actions: [], currency: null });
  const column = (value: (row: (typeof rows)[number]) => string, type: string) =>
    sql`${arrayLiteral(rows.map(value))}::${sql.raw(type)}[]`;
  const ranges = sql`unnest(${column(({ symbol }) => symbol, "text")}, ${column(({ from }) => from, "date")},
    ${column(({ to }) => to, "date")}) as asked (symbol, first, last)`;
  const [closes, actions, currencies] = await Promise.all([
    readCloses(db, source, ranges),
    readActions(db, source, ranges),
    readCurrencies(db, source, [...asked.keys()]),
  ]);
  return (symbol) => ({
    ...(closes.get(symbol) ?? NO_CLOSES),
    actions: actions.get(symbol) ?? [],
    currency: currencies.get(symbol) ?? null,
  });
}

async function readCloses(db: Database, source: string, ranges: SQL): Promise<Map<string, Closes>> {
  const rows = await db.execute<{ symbol: string; dates: string; closes: string; suppliers: string }>(sql`
    select b.symbol, json_agg(b.date)::text as dates, json_agg(b.close)::text as closes,
      json_agg(b.provider)::text as suppliers
    from ${ranges} join ${bars} b on b.source = ${source} and b.symbol = asked.symbol and b.date between first and last
    group by b.symbol`);
  return new Map(
    rows.map((row) => {
      // Aggregated from columns of dates, numbers and names, in the same order, by the statement above.
      const dates = JSON.parse(row.dates) as string[];
      const closes = JSON.parse(row.closes) as number[];
      const suppliers = JSON.parse(row.suppliers) as (string | null)[];
      return [
        row.symbol,
        {
          closes: new Map(dates.map((date, index) => [date, closes[index] ?? Number.NaN])),
          suppliers: new Map(dates.map((date, index) => [date, suppliers[index] ?? null])),
        },
      ];
    }),
  );
}

async function readCurrencies(
  db: Database,
  source: string,
  symbols: readonly string[],
): Promise<Map<string, string | null>> {
  const { symbol, currency } = symbolListings;
  const rows = await db
    .select({ symbol, currency })
    .from(symbolListings)
    .where(and(eq(symbolListings.source, source), anyOf(symbol, symbols)));
  return new Map(rows.map((row) => [row.symbol, row.currency]));
}

async function readActions(db: Database, source: string, ranges: SQL): Promise<Map<string, CorporateAction[]>> {
  const rows = await db.execute<{ symbol: string; date: string; kind: CorporateAction["kind"]; value: number }>(sql`
    select a.symbol, a.ex_date::text as date, a.kind, a.value
    from ${ranges} join ${corporateActions} a
      on a.source = ${source} and a.symbol = asked.symbol and a.ex_date between first and last`);
  const bySymbol = Map.groupBy(rows, ({ symbol }) => symbol);
  return new Map(
    [...bySymbol].map(([symbol, of]) => [
      symbol,
      of.map(({ date, kind, value }) => ({ date, kind, value: Number(value) })),
    ]),
  );
}
