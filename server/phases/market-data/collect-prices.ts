import { PRICE_MAX_AGE_DAYS } from "#lib/analytics/price-at.ts";
import { shiftedDate } from "#server/market/coverage.ts";
import type { DollarConversion } from "#server/market/currency.ts";
import { readConversions } from "#server/market/dollar-rates.ts";
import { collectSymbols } from "./collect-symbols.ts";
import { type Collection, createCollection, type MarketDataContext } from "./collection.ts";
import { optionContracts } from "./option-contracts.ts";
import { type WantedSymbol, wantedUniverse } from "./symbols-to-collect.ts";
import type { Tally } from "./tally.ts";

/** The prices of a run's universe, as collected. */
export interface CollectedPrices extends Tally {
  /** Symbols whose prices are in another currency. */
  readonly conversions: ReadonlyMap<string, DollarConversion>;
}

/**
 * Stores the missing prices of the run's universe, then what those have to be known for: the exchange rates they need,
 * and quotes of the options, whose symbols the splits of their underlyings change.
 */
export async function collectPrices(context: MarketDataContext): Promise<CollectedPrices> {
  const collection = createCollection(context);
  const universe = wantedUniverse(context.ports, context.scope);
  await collectSymbols(context, collection, universe);
  const conversions = await collectRates(context, collection, universe);
  await collectSymbols(context, collection, await optionContracts(context));
  return { ...collection.tally(), conversions };
}

async function collectRates(
  context: MarketDataContext,
  collection: Collection,
  universe: readonly WantedSymbol[],
): Promise<Map<string, DollarConversion>> {
  const { db, source } = context.ports;
  const symbols = universe.map(({ symbol }) => symbol);
  const conversions = await readConversions(db, source.name, symbols);
  const wanted = universe.flatMap(({ symbol, range }) => {
    const conversion = conversions.get(symbol);
    return conversion ? [{ pair: conversion.pair, range }] : [];
  });
  const rates = [...Map.groupBy(wanted, ({ pair }) => pair)].map(([symbol, of]) => {
    const [from = context.ports.pricesFrom] = of.map(({ range }) => range.from).toSorted();
    return { symbol, range: { from: shiftedDate(from, -PRICE_MAX_AGE_DAYS), to: context.scope.finalDate } };
  });
  await collectSymbols(context, collection, rates);
  return conversions;
}
