import { sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Transaction } from "#server/db/client.ts";
import { priceCoverage, symbolFactors, symbolMetrics } from "#server/db/schema/market.ts";
import { shiftedDate } from "#server/market/coverage.ts";
import type { ChangedPrices } from "../recompute.ts";

/** Factors are fitted on 180 calendar days at most, and on the return of the session after a price. */
const FITTED_OVER_DAYS = 190;
/** Metrics look back a year, and return to a close of up to a week before. */
const MEASURED_OVER_DAYS = 400;

/**
 * Removes the metrics and the factors that follow from changed prices: the factors of every symbol where it is an ETF that
 * they are fitted on. Prices that came late leave what was computed later than they are looked back for.
 */
export async function deleteFigures(tx: Transaction, source: string, all: readonly ChangedPrices[]): Promise<void> {
  // A split that was not known comes with prices that were not either; where it is restated, that is a change of its own.
  const changed = all.filter(({ isSplit }) => !isSplit);
  if (changed.length === 0) return;
  const column = (value: (change: ChangedPrices) => unknown, type: string) =>
    sql`${arrayLiteral(changed.map(value))}::${sql.raw(type)}[]`;
  const lastFitted = ({ to }: ChangedPrices) => (to === null ? "infinity" : shiftedDate(to, FITTED_OVER_DAYS));
  // By symbol also where it is all of them, so that a primary key in symbols' order finds the few rows there are.
  await tx.execute(sql`
    with changed as (
      select * from unnest(${column(({ symbol }) => symbol, "text")}, ${column(({ from }) => from, "date")},
        ${column(lastFitted, "date")}, ${column(({ isRegressor }) => isRegressor, "boolean")})
        as change (symbol, first, last, everyone)
    ), concerned as (
      select symbol, first, last from changed where not everyone
      union
      select p.symbol, first, last from changed
      join (select distinct symbol from ${priceCoverage} where source = ${source}) p on everyone
    )
    delete from ${symbolFactors} f using concerned c
    where f.source = ${source} and f.symbol = c.symbol and f.date between c.first and c.last`);
  const lastMeasured = ({ to }: ChangedPrices) => (to === null ? "infinity" : shiftedDate(to, MEASURED_OVER_DAYS));
  await tx.execute(sql`
    delete from ${symbolMetrics} m using unnest(${column(({ symbol }) => symbol, "text")},
      ${column(({ from }) => from, "date")}, ${column(lastMeasured, "date")}) as changed (symbol, first, last)
    where m.source = ${source} and m.symbol = changed.symbol and m.as_of between changed.first and changed.last`);
}
