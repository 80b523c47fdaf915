import { type QuarantinedPrice, type QuarantinedStretch, quarantinedStretches } from "#lib/quarantined-prices.ts";
import type { RestatedSymbol } from "#lib/restated-symbol.ts";
import type { ProviderUsage } from "#server/market/price-source.ts";
import { REQUIRED_REGRESSORS, type Regressor } from "#server/market/regressors.ts";
import { isTransient } from "#server/market/transient-failure.ts";
import type { PhasePorts } from "../ports.ts";
import type { CollectedPrices } from "./collect-prices.ts";
import type { PriceGap } from "./price-gaps.ts";
import { isPriced, type SessionCoverage } from "./session-coverage.ts";
import { countedSymbols } from "./symbols-to-collect.ts";
import { unpricedReason } from "./unpriced-reason.ts";

interface Unpriced {
  readonly symbol: string;
  readonly reason: string;
}

export interface MarketDataResult {
  /** The portfolio's symbols, priced or not. */
  readonly coverage: readonly SessionCoverage[];
  readonly unavailable: readonly Unpriced[];
  /** How many of those the source could not be asked for: another time it may have them. */
  readonly unreached: number;
  /** Symbols with older prices whose new ones could not be had. */
  readonly unrefreshed: readonly Unpriced[];
  readonly missingRegressors: readonly (Unpriced & { readonly symbol: Regressor })[];
  /** ETFs with prices on some of the run's dates only; `until` where they end before it does. */
  readonly shortRegressors: readonly {
    readonly symbol: Regressor;
    readonly priced: number;
    readonly dates: number;
    readonly until: string | null;
  }[];
  readonly refused: readonly { readonly symbol: string; readonly count: number; readonly first: string }[];
  readonly fetched: number;
  readonly stored: number;
  /** Who supplied the prices of which symbols. */
  readonly suppliers: readonly { readonly name: string; readonly symbols: readonly string[] }[];
  readonly usage: readonly ProviderUsage[];
  /** Priced symbols in another currency than the US dollar. */
  readonly converted: readonly { readonly symbol: string; readonly currency: string }[];
  readonly restated: readonly RestatedSymbol[];
  /** What is not believed of its dates, and what it found that is not. */
  readonly quarantined: readonly QuarantinedStretch[];
  /** Weeks and more without a price between two. */
  readonly gaps: readonly PriceGap[];
}

export interface CheckedPrices extends CollectedPrices {
  /** Of all counted symbols. */
  readonly coverage: readonly SessionCoverage[];
  readonly suppliers: (symbol: string) => string;
  readonly quarantined: readonly QuarantinedPrice[];
  readonly gaps: readonly PriceGap[];
}

/** What the phase has to tell, from what was collected and what the stored prices cover. */
export function marketDataResult(
  ports: PhasePorts,
  dates: readonly string[],
  checked: CheckedPrices,
): MarketDataResult {
  const own = new Set(ports.symbols);
  const pricedSymbols = checked.coverage.filter(isPriced).map(({ symbol }) => symbol);
  const converted = pricedSymbols.flatMap((symbol) => {
    const conversion = checked.conversions.get(symbol);
    return conversion ? [{ symbol, currency: conversion.currency }] : [];
  });
  return {
    coverage: checked.coverage.filter(({ symbol }) => own.has(symbol)),
    ...unpriced(ports, checked),
    shortRegressors: shortRegressors(checked.coverage, dates),
    ...asked(ports, checked),
    suppliers: [...Map.groupBy(pricedSymbols, checked.suppliers)].map(([name, symbols]) => ({ name, symbols })),
    usage: checked.usage,
    converted,
    restated: checked.restated,
    quarantined: quarantinedStretches(checked.quarantined),
    gaps: checked.gaps,
  };
}

function unpriced(ports: PhasePorts, checked: CheckedPrices) {
  const missing = new Set(checked.coverage.filter((each) => !isPriced(each)).map(({ symbol }) => symbol));
  const withReason = <Symbol extends string>(symbols: readonly Symbol[]) =>
    symbols.map((symbol) => ({ symbol, reason: unpricedReason(symbol, ports, checked) }));
  const isStale = (symbol: string) => !missing.has(symbol) && Boolean(checked.outcomes[symbol]?.failure);
  const priced = [...checked.conversions].filter(([symbol]) => !missing.has(symbol));
  const rates = new Set(priced.map(([, { pair }]) => pair));
  const unavailable = ports.symbols.filter((symbol) => missing.has(symbol));
  return {
    unavailable: withReason(unavailable),
    unreached: unavailable.filter((symbol) => isTransient(checked.outcomes[symbol]?.failure?.code ?? "")).length,
    unrefreshed: withReason([...countedSymbols(ports), ...rates].filter(isStale)),
    missingRegressors: withReason(REQUIRED_REGRESSORS.filter((symbol) => missing.has(symbol))),
  };
}

function shortRegressors(coverage: readonly SessionCoverage[], dates: readonly string[]) {
  const covered = new Map(coverage.map((each) => [each.symbol, each]));
  const last = dates.at(-1) ?? "";
  return REQUIRED_REGRESSORS.flatMap((symbol) => {
    const { usable: priced = 0, newest = null } = covered.get(symbol) ?? {};
    const until = newest !== null && newest < last ? newest : null;
    return priced > 0 && priced < dates.length ? [{ symbol, priced, dates: dates.length, until }] : [];
  });
}

function asked(ports: PhasePorts, { outcomes }: CheckedPrices) {
  const counted = countedSymbols(ports).flatMap((symbol) => {
    const outcome = outcomes[symbol];
    return outcome ? [{ symbol, ...outcome }] : [];
  });
  return {
    refused: counted.flatMap(({ symbol, refused }) => (refused ? [{ symbol, ...refused }] : [])),
    fetched: counted.filter(({ state }) => state === "fetched").length,
    stored: counted.filter(({ state }) => state === "stored").length,
  };
}
