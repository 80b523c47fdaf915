import type { MarketProvider, PriceSource, SourceName } from "./price-source.ts";
import { createProviderChain } from "./provider-chain.ts";
import { createPriceFiles } from "./sources/price-files.ts";
import { createSampleMarket } from "./sources/sample-market.ts";
import type { Aliases } from "./symbol-aliases.ts";

export interface PriceSourceOptions {
  /** Folder of price files; null leaves the source `files` out. A folder that is not there fails when it is used. */
  readonly pricesDir: string | null;
  /** Tells the simulated market's profiles and statements which session is the present. */
  readonly clock?: () => Date;
  /** The live providers, in the order they are asked. */
  readonly providers?: readonly MarketProvider[];
  /** What live providers call symbols instead; nothing, unless given. */
  readonly aliases?: Aliases;
}

const NO_ALIASES: Aliases = async () => new Map();

/**
 * The price sources of this installation by name, the one to be offered first in front. `live` is there with a single
 * provider too, for portfolios that were set on it when there were more.
 */
export function createPriceSources(options: PriceSourceOptions): Map<SourceName, PriceSource> {
  const { pricesDir, clock, providers = [], aliases = NO_ALIASES } = options;
  const sources = [
    ...(providers.length > 0
      ? [createProviderChain({ name: "live", label: chainLabel(providers), providers, aliases })]
      : []),
    ...providers.map((provider) =>
      createProviderChain({ name: provider.name, label: provider.label, providers: [provider], aliases }),
    ),
    ...(pricesDir === null ? [] : [createPriceFiles(pricesDir)]),
    createSampleMarket(clock ? { clock } : {}),
  ];
  return new Map(sources.map((source) => [source.name, source]));
}

const chainLabel = (providers: readonly MarketProvider[]) =>
  `Live: ${providers.map(({ label }) => label).join(", then ")}`;
