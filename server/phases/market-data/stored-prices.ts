import { and, eq, sql } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { bars, priceCoverage, symbolFailures } from "#server/db/schema/market.ts";
import type { DateRange } from "#server/market/coverage.ts";

/** Why a symbol could not be priced when it was last asked for. */
export interface StoredFailure {
  readonly code: string;
  readonly reason: string;
  readonly lastSeen: Date;
  readonly retryAfter: Date;
}

/** What is stored of a symbol. */
export interface StoredPrices {
  readonly covered: readonly DateRange[];
  /** Number of bars in the run's dates. */
  readonly sessions: number;
  /** The newest bar of the run's history. */
  readonly newest: string | null;
  readonly failure: StoredFailure | null;
}

const NOTHING: StoredPrices = { covered: [], sessions: 0, newest: null, failure: null };

/** Where and when to look: the run's history, and the first of its dates. */
export interface StoredPricesQuery {
  readonly source: string;
  readonly history: DateRange;
  readonly firstDate: string;
}

/** What is stored of each symbol, in three statements. */
export async function readStoredPrices(
  db: Database,
  symbols: readonly string[],
  query: StoredPricesQuery,
): Promise<(symbol: string) => StoredPrices> {
  const of = (table: typeof priceCoverage | typeof symbolFailures) =>
    and(eq(table.source, query.source), anyOf(table.symbol, symbols));
  const { fromDate, toDate } = priceCoverage;
  const { code, reason, lastSeen, retryAfter } = symbolFailures;
  const [ranges, counts, failures] = await Promise.all([
    db
      .select({ symbol: priceCoverage.symbol, from: fromDate, to: toDate })
      .from(priceCoverage)
      .where(of(priceCoverage)),
    readStoredBars(db, symbols, query),
    db
      .select({ symbol: symbolFailures.symbol, code, reason, lastSeen, retryAfter })
      .from(symbolFailures)
      .where(of(symbolFailures)),
  ]);
  const covered = Map.groupBy(ranges, ({ symbol }) => symbol);
  const counted = new Map(counts.map((row) => [row.symbol, row]));
  const failed = new Map(failures.map((row) => [row.symbol, row]));
  return (symbol) => ({
    ...NOTHING,
    ...counted.get(symbol),
    covered: covered.get(symbol) ?? [],
    failure: failed.get(symbol) ?? null,
  });
}

type StoredBars = { symbol: string } & Pick<StoredPrices, "sessions" | "newest">;

/** Symbol by symbol, so that of a long history nothing is read but its end and the run's own dates. */
function readStoredBars(
  db: Database,
  symbols: readonly string[],
  { source, history: { from, to }, firstDate }: StoredPricesQuery,
): Promise<StoredBars[]> {
  const since = firstDate > from ? firstDate : from;
  return db.execute<StoredBars>(sql`
    select asked.symbol,
      (select count(*)::int from ${bars} b
        where b.source = ${source} and b.symbol = asked.symbol and b.date between ${since} and ${to}) as sessions,
      (select max(b.date)::text from ${bars} b
        where b.source = ${source} and b.symbol = asked.symbol and b.date between ${from} and ${to}) as newest
    from unnest(${arrayLiteral(symbols)}::text[]) as asked (symbol)`);
}
