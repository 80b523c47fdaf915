import type { PriceSource, SourceName } from "./price-source.ts";
import { createPriceFiles } from "./sources/price-files.ts";
import { createSampleMarket } from "./sources/sample-market.ts";

export interface PriceSourceOptions {
  /** Folder of price files; null leaves the source `files` out. A folder that is not there fails when it is used. */
  pricesDir: string | null;
  /** Tells the simulated market's profiles and statements which session is the present. */
  clock?: () => Date;
}

/** The price sources of this installation by name. */
export function createPriceSources({ pricesDir, clock }: PriceSourceOptions): Map<SourceName, PriceSource> {
  const sources = [createSampleMarket(clock ? { clock } : {})];
  if (pricesDir !== null) sources.push(createPriceFiles(pricesDir));
  return new Map(sources.map((source) => [source.name, source]));
}
