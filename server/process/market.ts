import type { Database } from "#server/db/client.ts";
import type { PriceSource, SourceName } from "#server/market/price-source.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { createPostgresGate } from "#server/market/provider-http/postgres-gate.ts";
import { providerQuotas } from "#server/market/provider-http/provider-quotas.ts";
import { createLiveProviders } from "#server/market/providers/live-providers.ts";
import { type Aliases, createAliases } from "#server/market/symbol-aliases.ts";
import type { ProviderSetUp } from "#server/queries/system-status.ts";
import type { Settings } from "./settings.ts";

/** Where this installation has its market data from. */
export interface Market {
  readonly sources: ReadonlyMap<SourceName, PriceSource>;
  readonly aliases: Aliases;
  readonly setUp: ProviderSetUp;
}

/** The price sources that the settings name; live providers are asked within the quotas that all processes share. */
export function openMarket(settings: Settings, db: Database, now: () => Date): Market {
  const { providers, pricesDir } = settings;
  const quotas = providerQuotas(providers.ratesPerMinute);
  const aliases = createAliases(db);
  const live = createLiveProviders(providers, { gate: createPostgresGate(db, quotas), now });
  const sources = createPriceSources({ pricesDir, clock: now, providers: live, aliases });
  return { sources, aliases, setUp: { order: providers.order, quotas } };
}
