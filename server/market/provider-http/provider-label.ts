import type { ProviderName } from "../price-source.ts";

/** What people call the live providers. */
export const PROVIDER_LABELS: Readonly<Record<ProviderName, string>> = {
  yahoo: "Yahoo Finance",
  massive: "Massive",
  fmp: "Financial Modeling Prep",
};
