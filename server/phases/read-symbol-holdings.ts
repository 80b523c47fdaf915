import { sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { portfolioRisk, snapshots } from "#server/db/schema/analytics.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { addSessions, sessionOnOrAfter } from "#server/market/nyse-calendar.ts";
import { heldUntil } from "./held-until.ts";
import type { Position } from "./ports.ts";

/** Names of the price sources that portfolios carry. */
export async function sourcesInUse(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.selectDistinct({ source: portfolios.priceSource }).from(portfolios);
  return new Set(rows.map(({ source }) => source));
}

/**
 * The first session that a run of some portfolio of these sources will compute: after its newest complete date, or from
 * where it has to be recomputed. Null where no portfolio has results. A portfolio whose own range ends before `present`
 * has nothing to wait for.
 */
export async function oldestDueDate(db: Database, sources: readonly string[], present: string): Promise<string | null> {
  const [row] = await db.execute<{ computed: string | null; recompute: string | null }>(sql`
    select min(newest)::text as computed, min(recompute_from)::text as recompute from (
      select max(${snapshots.date}) as newest, ${portfolios.recomputeFrom} as recompute_from
      from ${portfolios}
      join ${snapshots} on ${snapshots.portfolioId} = ${portfolios.id}
      join ${portfolioRisk} on ${portfolioRisk.portfolioId} = ${snapshots.portfolioId}
        and ${portfolioRisk.date} = ${snapshots.date}
      where ${portfolios.priceSource} = any(${arrayLiteral(sources)}::text[])
        and (${portfolios.toDate} is null or ${portfolios.toDate} >= ${present})
      group by ${portfolios.id}
    ) as portfolio`);
  const next = row?.computed ? addSessions(row.computed, 1) : null;
  const again = row?.recompute ? sessionOnOrAfter(row.recompute) : null;
  return [next, again].filter((date) => date !== null).toSorted()[0] ?? null;
}

interface HeldRow extends Record<string, unknown> {
  symbol: string;
  investment_class: Position["investmentClass"];
  investment_subtype: string;
  entry_date: string;
  exit_date: string | null;
  expiration_date: string | null;
}

/**
 * One position for each symbol and kind that portfolios of a source hold between two dates, from the earliest entry to
 * the last end; options stand under their underlying. Their number does not grow with that of portfolios.
 */
export async function unionOfPositions(db: Database, source: string, first: string, last: string): Promise<Position[]> {
  const rows = await db.execute<HeldRow>(sql`
    select coalesce(p.underlying_symbol, p.symbol) as symbol, p.investment_class, p.investment_subtype,
      min(p.entry_date)::text as entry_date,
      case when bool_or(p.exit_date is null) then null else max(p.exit_date)::text end as exit_date,
      case when bool_or(p.expiration_date is null) then null else max(p.expiration_date)::text end as expiration_date
    from ${positions} as p
    join ${portfolios} on ${portfolios.id} = p.portfolio_id
    where ${portfolios.priceSource} = ${source}
      and p.investment_class in ('PUBLIC', 'OPTIONS') and p.investment_subtype not in ('CASH', 'MONEY_MARKET')
    group by 1, 2, 3 order by 1, 2, 3`);
  return rows.map(asPosition).filter((position) => {
    const until = heldUntil(position);
    return position.entryDate <= last && (until === null || until >= first);
  });
}

function asPosition(row: HeldRow): Position {
  return {
    id: `${row.symbol}/${row.investment_class}/${row.investment_subtype}`,
    symbol: row.symbol,
    ...{ quantity: 1, entryPrice: 0, entryDate: row.entry_date, quantityAsOf: null },
    ...{ investmentClass: row.investment_class, investmentSubtype: row.investment_subtype },
    underlyingSymbol: row.investment_class === "OPTIONS" ? row.symbol : null,
    ...{ strikePrice: null, expirationDate: row.expiration_date, optionType: null },
    ...{ exitDate: row.exit_date, exitPrice: null, valuations: [] },
  };
}
