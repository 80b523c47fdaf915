import { and, eq, sql } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { bars, corporateActions } from "#server/db/schema/market.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import { type DateRange, shiftedDate } from "#server/market/coverage.ts";

/** A price in quarantine, as it is stored. */
export type QuarantinedRow = typeof quarantinedBars.$inferSelect;

/** What is known of a symbol beside an answer about it. */
export interface KnownPrices {
  /** By date: believed closes in the ranges asked for and around them. */
  readonly closes: ReadonlyMap<string, number>;
  /** Of all time, by ex-date. */
  readonly splits: ReadonlyMap<string, number>;
  /** Of all time, released ones included, ascending. */
  readonly quarantined: readonly QuarantinedRow[];
}

export const NOTHING_KNOWN: KnownPrices = { closes: new Map(), splits: new Map(), quarantined: [] };

/** Sixty sessions say what is usual, twenty whether it lasted. */
const DAYS_BEFORE = 100;
const DAYS_AFTER = 30;

type Windows = ReadonlyMap<string, DateRange>;

/** What is known of each symbol around the ranges asked for and around what is in quarantine, in three statements. */
export async function readKnownPrices(
  db: Database,
  source: string,
  asked: ReadonlyMap<string, readonly DateRange[]>,
): Promise<(symbol: string) => KnownPrices> {
  const symbols = [...asked.keys()];
  if (symbols.length === 0) return () => NOTHING_KNOWN;
  const quarantined = await db
    .select()
    .from(quarantinedBars)
    .where(and(eq(quarantinedBars.source, source), anyOf(quarantinedBars.symbol, symbols)))
    .orderBy(quarantinedBars.symbol, quarantinedBars.date);
  const ofSymbol = Map.groupBy(quarantined, ({ symbol }) => symbol);
  const windows = new Map(
    [...asked].flatMap(([symbol, ranges]) => windowOf(symbol, ranges, ofSymbol.get(symbol) ?? [])),
  );
  const [closes, splits] = await Promise.all([readCloses(db, source, windows), readSplits(db, source, symbols)]);
  return (symbol) => ({
    closes: closes.get(symbol) ?? NOTHING_KNOWN.closes,
    splits: splits.get(symbol) ?? NOTHING_KNOWN.splits,
    quarantined: ofSymbol.get(symbol) ?? [],
  });
}

function windowOf(
  symbol: string,
  ranges: readonly DateRange[],
  quarantined: readonly QuarantinedRow[],
): [string, DateRange][] {
  const doubted = quarantined.filter(({ releasedAt }) => releasedAt === null).map(({ date }) => date);
  const dates = [...ranges.flatMap(({ from, to }) => [from, to]), ...doubted].toSorted();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined) return [];
  return [[symbol, { from: shiftedDate(from, -DAYS_BEFORE), to: shiftedDate(to, DAYS_AFTER) }]];
}

async function readCloses(db: Database, source: string, windows: Windows): Promise<Map<string, Map<string, number>>> {
  const rows = [...windows];
  const column = (value: (row: (typeof rows)[number]) => string, type: string) =>
    sql`${arrayLiteral(rows.map(value))}::${sql.raw(type)}[]`;
  const found = await db.execute<{ symbol: string; dates: string; closes: string }>(sql`
    select b.symbol, json_agg(b.date)::text as dates, json_agg(b.close)::text as closes
    from unnest(${column(([symbol]) => symbol, "text")}, ${column(([, { from }]) => from, "date")},
      ${column(([, { to }]) => to, "date")}) as around (symbol, first, last)
    join ${bars} b on b.source = ${source} and b.symbol = around.symbol and b.date between first and last
    group by b.symbol`);
  return new Map(
    found.map(({ symbol, ...row }) => {
      // Aggregated from columns of dates and numbers, in the same order, by the statement above.
      const dates = JSON.parse(row.dates) as string[];
      const closes = JSON.parse(row.closes) as number[];
      return [symbol, new Map(dates.map((date, index) => [date, closes[index] ?? Number.NaN]))];
    }),
  );
}

async function readSplits(
  db: Database,
  source: string,
  symbols: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const { symbol, exDate, value, kind } = corporateActions;
  const rows = await db
    .select({ symbol, exDate, value })
    .from(corporateActions)
    .where(and(eq(corporateActions.source, source), anyOf(symbol, symbols), eq(kind, "split")));
  const bySymbol = Map.groupBy(rows, (row) => row.symbol);
  return new Map([...bySymbol].map(([name, of]) => [name, new Map(of.map((row) => [row.exDate, row.value]))]));
}
