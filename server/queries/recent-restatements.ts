import { and, asc, eq, exists, gte, or, sql } from "drizzle-orm";
import type { RestatedSymbol } from "#lib/restated-symbol.ts";
import type { Database } from "#server/db/client.ts";
import { restatements } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { PROVIDER_LABELS } from "#server/market/provider-http/provider-label.ts";

const DAYS = 30;
const LABELS = new Map<string, string>(Object.entries(PROVIDER_LABELS));

/** What was restated of a portfolio's symbols lately; `isPending` while results computed before stand. */
export type PortfolioRestatement = RestatedSymbol & { readonly isPending: boolean };

/** What a portfolio's price source has restated of its symbols in the 30 days before `now`, by symbol. */
export async function recentRestatements(
  db: Database,
  portfolioId: string,
  now = new Date(),
): Promise<PortfolioRestatement[]> {
  const { symbol, source, provider, kind, date, detectedAt } = restatements;
  const isHeld = or(eq(positions.symbol, symbol), eq(positions.underlyingSymbol, symbol));
  const held = db
    .select({ id: positions.id })
    .from(positions)
    .where(and(eq(positions.portfolioId, portfolioId), isHeld));
  const countOf = (of: "close" | "split" | "dividend") => sql<number>`(count(*) filter (where ${kind} = ${of}))::int`;
  const rows = await db
    .select({
      ...{ symbol, provider, first: sql<string>`min(${date})::text` },
      ...{ closes: countOf("close"), splits: countOf("split"), dividends: countOf("dividend") },
      recomputeFrom: portfolios.recomputeFrom,
    })
    .from(restatements)
    .innerJoin(portfolios, and(eq(portfolios.id, portfolioId), eq(portfolios.priceSource, source)))
    .where(and(exists(held), gte(detectedAt, new Date(now.getTime() - DAYS * 86_400_000))))
    .groupBy(symbol, provider, portfolios.recomputeFrom)
    .orderBy(asc(symbol), asc(provider));
  return rows.map(({ provider: by, recomputeFrom, ...row }) => ({
    ...row,
    by: LABELS.get(by ?? "") ?? "The price source",
    isPending: recomputeFrom !== null,
  }));
}
