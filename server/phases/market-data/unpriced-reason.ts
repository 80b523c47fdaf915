import type { QuarantinedPrice } from "#lib/quarantined-prices.ts";
import type { PhasePorts } from "../ports.ts";
import type { CollectedPrices } from "./collect-prices.ts";
import type { SymbolOutcome } from "./outcomes.ts";

const NO_REASON = "no price in the run's dates";

/** What was collected, and what of it is not believed. */
export interface Collected extends Pick<CollectedPrices, "outcomes" | "conversions"> {
  readonly quarantined: readonly QuarantinedPrice[];
}

/** Why a symbol has no usable price: its source's words, that what it says is not believed, or that it lacks a rate. */
export function unpricedReason(
  symbol: string,
  { source }: Pick<PhasePorts, "source">,
  { outcomes, conversions, quarantined }: Collected,
): string {
  const failure = outcomes[symbol]?.failure;
  if (failure) return failure.reason;
  const doubted = quarantined.find((price) => price.symbol === symbol);
  if (doubted) return `its prices are in quarantine (${doubted.date}: ${doubted.reason})`;
  const pair = conversions.get(symbol)?.pair;
  if (pair === undefined || (outcomes[symbol]?.sessions ?? 0) === 0) return NO_REASON;
  return `no ${pair} rate from ${source.label}${inWords(outcomes[pair])}`;
}

const inWords = (outcome: SymbolOutcome | undefined) => (outcome?.failure ? ` (${outcome.failure.reason})` : "");
