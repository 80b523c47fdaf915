import type { RestatedSymbol } from "#lib/restated-symbol.ts";
import type { ProviderUsage } from "#server/market/price-source.ts";
import type { Outcomes } from "./outcomes.ts";

/** What the phase has gathered so far. */
export interface Tally {
  readonly outcomes: Outcomes;
  /** One per provider. */
  readonly usage: readonly ProviderUsage[];
  readonly restated: readonly RestatedSymbol[];
}

export const NOTHING_YET: Tally = { outcomes: {}, usage: [], restated: [] };

export function withAdded(tally: Tally, added: Partial<Tally>): Tally {
  return {
    outcomes: { ...tally.outcomes, ...added.outcomes },
    usage: summedUsage([...tally.usage, ...(added.usage ?? [])]),
    restated: [...tally.restated, ...(added.restated ?? [])],
  };
}

function summedUsage(usage: readonly ProviderUsage[]): ProviderUsage[] {
  const sum = (of: readonly ProviderUsage[], value: (each: ProviderUsage) => number) =>
    of.reduce((total, each) => total + value(each), 0);
  return [...Map.groupBy(usage, ({ provider }) => provider)].map(([provider, of]) => ({
    provider,
    requests: sum(of, ({ requests }) => requests),
    retries: sum(of, ({ retries }) => retries),
    busyMs: sum(of, ({ busyMs }) => busyMs),
    waitedMs: sum(of, ({ waitedMs }) => waitedMs),
  }));
}
