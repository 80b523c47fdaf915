import type { PhasePorts } from "../ports.ts";
import type { CollectedPrices } from "./collect-prices.ts";
import type { SymbolOutcome } from "./outcomes.ts";

const NO_REASON = "no price in the run's dates";

/** Why a symbol has no usable price: its source's words, or that its currency has no rate. */
export function unpricedReason(
  symbol: string,
  { source }: Pick<PhasePorts, "source">,
  { outcomes, conversions }: Pick<CollectedPrices, "outcomes" | "conversions">,
): string {
  const failure = outcomes[symbol]?.failure;
  if (failure) return failure.reason;
  const pair = conversions.get(symbol)?.pair;
  if (pair === undefined || (outcomes[symbol]?.sessions ?? 0) === 0) return NO_REASON;
  return `no ${pair} rate from ${source.label}${inWords(outcomes[pair])}`;
}

const inWords = (outcome: SymbolOutcome | undefined) => (outcome?.failure ? ` (${outcome.failure.reason})` : "");
