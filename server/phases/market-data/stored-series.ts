import { type SQL, sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { bars, corporateActions } from "#server/db/schema/market.ts";
import type { DateRange } from "#server/market/coverage.ts";
import type { CorporateAction } from "#server/market/price-source.ts";

/** What is stored of a symbol in the ranges that were asked for. */
export interface StoredSeries {
  readonly closes: ReadonlyMap<string, number>;
  readonly actions: readonly CorporateAction[];
}

const NOTHING: StoredSeries = { closes: new Map(), actions: [] };

/** The stored closes and actions of each symbol in its ranges, in two statements. */
export async function readStoredSeries(
  db: Database,
  source: string,
  asked: ReadonlyMap<string, readonly DateRange[]>,
): Promise<(symbol: string) => StoredSeries> {
  const rows = [...asked].flatMap(([symbol, ranges]) => ranges.map((range) => ({ symbol, ...range })));
  if (rows.length === 0) return () => NOTHING;
  const column = (value: (row: (typeof rows)[number]) => string, type: string) =>
    sql`${arrayLiteral(rows.map(value))}::${sql.raw(type)}[]`;
  const ranges = sql`unnest(${column(({ symbol }) => symbol, "text")}, ${column(({ from }) => from, "date")},
    ${column(({ to }) => to, "date")}) as asked (symbol, first, last)`;
  const [closes, actions] = await Promise.all([readCloses(db, source, ranges), readActions(db, source, ranges)]);
  return (symbol) => ({ closes: closes.get(symbol) ?? NOTHING.closes, actions: actions.get(symbol) ?? [] });
}

async function readCloses(db: Database, source: string, ranges: SQL): Promise<Map<string, Map<string, number>>> {
  const rows = await db.execute<{ symbol: string; dates: string; closes: string }>(sql`
    select b.symbol, json_agg(b.date)::text as dates, json_agg(b.close)::text as closes
    from ${ranges} join ${bars} b on b.source = ${source} and b.symbol = asked.symbol and b.date between first and last
    group by b.symbol`);
  return new Map(
    rows.map(({ symbol, dates, closes }) => {
      // Aggregated from columns of dates and numbers, in the same order, by the statement above.
      const values = JSON.parse(closes) as number[];
      return [
        symbol,
        new Map((JSON.parse(dates) as string[]).map((date, index) => [date, values[index] ?? Number.NaN])),
      ];
    }),
  );
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
