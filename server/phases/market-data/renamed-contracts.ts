import { and, eq, isNotNull } from "drizzle-orm";
import { readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import { anyOf } from "#server/db/any-of.ts";
import type { Transaction } from "#server/db/client.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { readSplits } from "#server/market/read-splits.ts";
import { splitsThrough } from "../as-traded-at-entry.ts";
import { pricedSymbol } from "../position-kind.ts";
import { quotedContracts } from "../quoted-contracts.ts";
import { toPosition } from "../read-holdings.ts";
import type { ChangedPrices } from "../recompute.ts";

/**
 * What changed, and with the quotes of an option those of every position that is this contract under another symbol: one
 * that it had before a split of its underlying, or has since. Another contract of that symbol, as one entered after the
 * split may be, is computed again as well, to the same results.
 */
export async function withRenamed(
  tx: Transaction,
  source: string,
  changed: readonly ChangedPrices[],
): Promise<ChangedPrices[]> {
  const expirations = new Set(changed.flatMap(({ symbol }) => readOccSymbol(symbol)?.expiration ?? []));
  if (expirations.size === 0) return [...changed];
  const isOption = and(isNotNull(positions.optionType), anyOf(positions.expirationDate, [...expirations]));
  const rows = await tx
    .select({ position: positions })
    .from(positions)
    .innerJoin(portfolios, and(eq(portfolios.id, positions.portfolioId), eq(portfolios.priceSource, source)))
    .where(isOption);
  const held = rows.map(({ position }) => toPosition(position, []));
  const [last = ""] = [...expirations].toSorted().toReversed();
  const symbols = [...new Set(held.flatMap((position) => pricedSymbol(position) ?? []))];
  if (symbols.length === 0) return [...changed];
  const splitsOf = await readSplits(tx, { source, symbols, to: splitsThrough(held, last) });
  const bySymbol = Map.groupBy(changed, ({ symbol }) => symbol);
  const renamed = held.flatMap((position) =>
    quotedContracts(position, splitsOf(pricedSymbol(position) ?? ""), last)
      .filter(({ symbol }) => symbol !== position.symbol)
      .flatMap(({ symbol }) => bySymbol.get(symbol) ?? [])
      .map((change) => ({ ...change, symbol: position.symbol })),
  );
  return [...changed, ...renamed];
}
