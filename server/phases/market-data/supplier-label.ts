import type { PriceSource } from "#server/market/price-source.ts";
import { PROVIDER_LABELS } from "#server/market/provider-http/provider-label.ts";

const LABELS = new Map<string, string>(Object.entries(PROVIDER_LABELS));

/** What people call who supplied a series: a live provider, else the source itself. */
export function supplierLabel(provider: string | null | undefined, source: Pick<PriceSource, "label">): string {
  return LABELS.get(provider ?? "") ?? source.label;
}
