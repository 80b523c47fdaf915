import { and, asc, eq, lte } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { corporateActions } from "#server/db/schema/market.ts";

/** The stored splits of symbols up to a date, by ex-date, ascending: new shares per old. */
export async function readSplits(
  db: Database | Transaction,
  { source, symbols, to }: { readonly source: string; readonly symbols: readonly string[]; readonly to: string },
): Promise<(symbol: string) => ReadonlyMap<string, number>> {
  const { symbol, exDate, kind, value } = corporateActions;
  const rows = await db
    .select({ symbol, exDate, value })
    .from(corporateActions)
    .where(and(eq(corporateActions.source, source), anyOf(symbol, symbols), eq(kind, "split"), lte(exDate, to)))
    .orderBy(asc(exDate));
  const bySymbol = Map.groupBy(rows, (row) => row.symbol);
  return (of) => new Map((bySymbol.get(of) ?? []).map((row) => [row.exDate, row.value]));
}
