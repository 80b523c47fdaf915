import { chainedDaily } from "./chained-daily.ts";
import { presentSession } from "./nyse-calendar.ts";
import type { Capability, MarketProvider, PriceSource, ProviderName } from "./price-source.ts";
import type { Aliases } from "./symbol-aliases.ts";

export interface ProviderChain {
  readonly name: ProviderName | "live";
  readonly label: string;
  /** In the order they are asked; of one, the chain is that provider as a source. */
  readonly providers: readonly MarketProvider[];
  readonly aliases: Aliases;
}

/**
 * Live providers as one source: each is asked for what those before it do not have, under a symbol's alias where it has
 * one. Its present is the exchange's, whatever the providers have published.
 */
export function createProviderChain(chain: ProviderChain): PriceSource {
  const { name, label, providers, aliases } = chain;
  const having = (capability: Capability) => providers.filter(({ capabilities }) => capabilities.has(capability));

  async function named<Value extends { symbol: string }>(
    symbol: string,
    capability: Capability,
    ask: (provider: MarketProvider, asked: string) => Promise<Value | null>,
    signal: AbortSignal | undefined,
  ): Promise<Value | null> {
    const asked = (await aliases([symbol])).get(symbol) ?? symbol;
    const found = await firstAnswer(having(capability), (provider) => ask(provider, asked), signal);
    return found && { ...found, symbol };
  }

  return {
    ...{ name, label, simulated: false, remote: true, basis: "as traded" },
    attribution: [...new Set(providers.map(({ attribution }) => attribution))].join(" · "),
    capabilities: new Set(providers.flatMap(({ capabilities }) => [...capabilities])),
    daily: (symbols, from, to, signal) => chainedDaily(chain, { symbols, from, to, signal }),
    profile: (symbol, signal) => named(symbol, "profile", (provider, asked) => provider.profile(asked, signal), signal),
    fundamentals: (symbol, signal) =>
      named(symbol, "fundamentals", (provider, asked) => provider.fundamentals(asked, signal), signal),
    async search(query, signal) {
      const ask = async (provider: MarketProvider) => {
        const matches = await provider.search(query, signal);
        return matches.length > 0 ? matches : null;
      };
      return (await firstAnswer(having("search"), ask, signal)) ?? [];
    },
    presentDate: async (now) => presentSession(now),
  };
}

/**
 * What the first provider that has something says; null where the first that could be asked has nothing and none of
 * the others something.
 *
 * @throws the last provider's error where those before the first answer of nothing failed.
 */
async function firstAnswer<Value>(
  providers: readonly MarketProvider[],
  ask: (provider: MarketProvider) => Promise<Value | null>,
  signal: AbortSignal | undefined,
): Promise<Value | null> {
  let failure: { readonly error: unknown } | null = null;
  let isUnknown = false;
  for (const provider of providers) {
    try {
      const value = await ask(provider);
      if (value !== null) return value;
      isUnknown ||= failure === null;
    } catch (error) {
      signal?.throwIfAborted();
      failure = { error };
    }
  }
  if (failure === null || isUnknown) return null;
  throw failure.error;
}
