import type { MarketProvider, ProviderName } from "../price-source.ts";
import type { ProviderGate } from "../provider-http/provider-gate.ts";
import { createProviderHttp, type ProviderHttpOptions } from "../provider-http/provider-http.ts";
import { PROVIDER_LABELS } from "../provider-http/provider-label.ts";
import { createFmp } from "./fmp/fmp.ts";
import { createMassive } from "./massive/massive.ts";
import { expectsJson } from "./yahoo/expects-json.ts";
import { createYahoo } from "./yahoo/yahoo.ts";

export interface LiveProviderSettings {
  /** The providers to make, in the order they are asked; those that need a key have it. */
  readonly order: readonly ProviderName[];
  readonly keys: { readonly massive: string | null; readonly fmp: string | null };
  /** Other addresses than the providers' own. */
  readonly urls: Readonly<Record<ProviderName, string | null>>;
}

export interface LiveProviderParts {
  readonly gate: ProviderGate;
  readonly now?: () => Date;
  /** Otherwise as the HTTP core has it. */
  readonly http?: Pick<ProviderHttpOptions, "timeoutMs" | "attempts" | "pause">;
}

/** The live providers of an installation, in the order they are asked, each behind the gate that all share. */
export function createLiveProviders(
  { order, keys, urls }: LiveProviderSettings,
  { gate, now, http: options = {} }: LiveProviderParts,
): MarketProvider[] {
  const clock = now ? { now } : {};
  const http = (provider: ProviderName) =>
    createProviderHttp({ ...options, provider, label: PROVIDER_LABELS[provider], gate, expectsJson });
  const make: Record<ProviderName, () => MarketProvider> = {
    yahoo: () => createYahoo({ http: http("yahoo"), url: urls.yahoo, ...clock }),
    massive: () => createMassive({ http: http("massive"), key: keys.massive ?? "", url: urls.massive, ...clock }),
    fmp: () => createFmp({ http: http("fmp"), key: keys.fmp ?? "", url: urls.fmp, ...clock }),
  };
  return order.map((provider) => make[provider]());
}
