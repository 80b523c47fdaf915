import { and, between, eq, inArray, max, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { bars, priceCoverage } from "#server/db/schema/market.ts";
import type { DateRange } from "#server/market/coverage.ts";

/** What is stored of a symbol. */
export interface StoredPrices {
  readonly covered: readonly DateRange[];
  /** Number of bars in the run's dates. */
  readonly sessions: number;
  /** The newest bar of the run's history. */
  readonly newest: string | null;
}

const NOTHING: StoredPrices = { covered: [], sessions: 0, newest: null };

/** Where and when to look: the run's history, and the first of its dates. */
export interface StoredPricesQuery {
  readonly source: string;
  readonly history: DateRange;
  readonly firstDate: string;
}

/** What is stored of each symbol. */
export async function readStoredPrices(
  db: Database,
  symbols: readonly string[],
  { source, history, firstDate }: StoredPricesQuery,
): Promise<(symbol: string) => StoredPrices> {
  const [ranges, counts] = await Promise.all([
    db
      .select({ symbol: priceCoverage.symbol, from: priceCoverage.fromDate, to: priceCoverage.toDate })
      .from(priceCoverage)
      .where(and(eq(priceCoverage.source, source), inArray(priceCoverage.symbol, [...symbols]))),
    db
      .select({
        symbol: bars.symbol,
        sessions: sql<number>`(count(*) filter (where ${bars.date} >= ${firstDate}))::int`,
        newest: max(bars.date),
      })
      .from(bars)
      .where(
        and(eq(bars.source, source), inArray(bars.symbol, [...symbols]), between(bars.date, history.from, history.to)),
      )
      .groupBy(bars.symbol),
  ]);
  const covered = Map.groupBy(ranges, ({ symbol }) => symbol);
  const counted = new Map(counts.map((row) => [row.symbol, row]));
  return (symbol) => ({ ...NOTHING, ...counted.get(symbol), covered: covered.get(symbol) ?? [] });
}
