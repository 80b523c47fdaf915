import { sourceLabel } from "#server/queries/price-source-offer.ts";
import type { OfferedPriceSource } from "../api-parts.ts";

/** A portfolio with its price source in words. */
export function withSourceLabel<Shown extends { readonly priceSource: string }>(
  portfolio: Shown,
  offered: readonly OfferedPriceSource[],
): Shown & { priceSourceLabel: string } {
  return { ...portfolio, priceSourceLabel: sourceLabel(portfolio.priceSource, offered) };
}
