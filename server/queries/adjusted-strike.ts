import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { corporateActions } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";

interface Split {
  /** The ex-date. */
  readonly date: string;
  /** New shares per old. */
  readonly ratio: number;
}

interface StatedStrike {
  readonly strikePrice: number | null;
  readonly entryDate: string;
  /** The strike is in the shares of this day; null: as of the entry. */
  readonly quantityAsOf: string | null;
}

/** Of the underlyings of these options, the splits after each one's entry; positions without any are absent. */
export async function underlyingSplits(
  db: Database,
  portfolioId: string,
  ids: readonly string[],
): Promise<Map<string, Split[]>> {
  const { exDate, value } = corporateActions;
  const rows = await db
    .select({ id: positions.id, date: exDate, ratio: value })
    .from(positions)
    .innerJoin(portfolios, eq(portfolios.id, positions.portfolioId))
    .innerJoin(
      corporateActions,
      and(
        eq(corporateActions.source, portfolios.priceSource),
        eq(corporateActions.symbol, positions.underlyingSymbol),
        eq(corporateActions.kind, "split"),
        gt(exDate, positions.entryDate),
      ),
    )
    .where(and(eq(positions.portfolioId, portfolioId), inArray(positions.id, [...ids])))
    .orderBy(asc(exDate));
  const grouped = Map.groupBy(rows, ({ id }) => id);
  return new Map([...grouped].map(([id, splits]) => [id, splits.map(({ id: _, ...split }) => split)]));
}

/**
 * The strike per share as it is on a date, as entered where that is null: splits of the underlying divide it.
 *
 * @param splits of the underlying after the entry
 */
export function adjustedStrike(
  { strikePrice, quantityAsOf, entryDate }: StatedStrike,
  splits: readonly Split[],
  date: string | null,
): number | null {
  if (strikePrice === null || date === null) return strikePrice;
  return (strikePrice * ratioThrough(splits, quantityAsOf ?? entryDate)) / ratioThrough(splits, date);
}

function ratioThrough(splits: readonly Split[], day: string): number {
  return splits.reduce((product, { date, ratio }) => (date <= day ? product * ratio : product), 1);
}
