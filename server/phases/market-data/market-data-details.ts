import { convertedText } from "#lib/converted-prices.ts";
import { counted } from "#lib/counted.ts";
import { stretchText } from "#lib/quarantined-prices.ts";
import { restatedText } from "#lib/restated-symbol.ts";
import type { PhaseDetail } from "#lib/run/events.ts";
import { countText } from "#lib/run/log-text.ts";
import type { ProviderUsage } from "#server/market/price-source.ts";
import type { MarketDataResult } from "./market-data-result.ts";
import { gapText } from "./price-gaps.ts";
import { supplierLabel } from "./supplier-label.ts";

/** What the run page lists of the phase beside its warnings: whole lists, the empty ones left out. */
export function marketDataDetails(result: MarketDataResult): PhaseDetail[] {
  const details = [
    {
      title: "Priced by",
      items: result.suppliers.map(
        ({ name, symbols }) => `${name}: ${symbols.join(", ")} (${countText(symbols.length)})`,
      ),
    },
    { title: "Unavailable", items: [...result.unavailable, ...missingEtfs(result)].map(reasonText) },
    { title: "Not refreshed", items: result.unrefreshed.map(reasonText) },
    { title: "Asked", items: result.usage.map(usageText) },
    { title: "Currencies", items: conversionTexts(result.converted) },
    { title: "Restated", items: result.restated.map(restatedText) },
    { title: "Quarantined", items: result.quarantined.map((stretch) => stretchText(stretch)) },
    { title: "Gaps", items: result.gaps.map(gapText) },
    { title: "Refused prices", items: result.refused.map(refusedText) },
  ];
  return details.filter(({ items }) => items.length > 0);
}

const reasonText = ({ symbol, reason }: { symbol: string; reason: string }) => `${symbol}: ${reason}`;

/** "FILE: 2 prices, first …". */
export const refusedText = ({ symbol, count, first }: MarketDataResult["refused"][number]): string =>
  `${symbol}: ${counted(count, "price")}, first ${first}`;

/** An ETF that is held too is named once. */
function missingEtfs({ missingRegressors, unavailable }: MarketDataResult) {
  const named = new Set(unavailable.map(({ symbol }) => symbol));
  return missingRegressors.filter(({ symbol }) => !named.has(symbol));
}

/** "Massive: waited 41 s, 12 requests, 2 repeated". */
function usageText({ provider, requests, retries, waitedMs }: ProviderUsage): string {
  const seconds = Math.round(waitedMs / 1000);
  const parts = [
    ...(seconds > 0 ? [`waited ${countText(seconds)} s`] : []),
    counted(requests, "request"),
    ...(retries > 0 ? [`${countText(retries)} repeated`] : []),
  ];
  return `${supplierLabel(provider, { label: provider })}: ${parts.join(", ")}`;
}

/** A line per currency. */
export function conversionTexts(converted: MarketDataResult["converted"]): string[] {
  const byCurrency = Map.groupBy(converted, ({ currency }) => currency);
  return [...byCurrency].map(([currency, of]) =>
    convertedText(
      currency,
      of.map(({ symbol }) => symbol),
    ),
  );
}
