import { joinedRanges } from "#server/market/coverage.ts";
import type { PhasePorts } from "../ports.ts";
import { type FetchedSymbol, fetchPrices } from "./fetch-prices.ts";
import type { Need } from "./needs.ts";
import { pricesToStore, type Restatement, restatementsOf } from "./restatements.ts";
import { readStoredSeries, type StoredSeries } from "./stored-series.ts";

/** What a source said of a symbol, beside what was stored of it. */
export interface ComparedSymbol {
  readonly need: Need;
  /** Of its prices those that are to be stored. */
  readonly fetched: FetchedSymbol;
  /** As stored before, in the ranges asked for. */
  readonly series: StoredSeries;
  readonly restated: readonly Restatement[];
}

interface Asking {
  readonly signal: AbortSignal;
  readonly at: Date;
}

/**
 * Asks a source for what symbols need and compares it with what is stored. Where closes are adjusted, one that is
 * restated says that all before it are too: the symbol's whole history is then asked for again.
 */
export async function fetchCompared(
  ports: PhasePorts,
  needs: readonly Need[],
  asking: Asking,
): Promise<ComparedSymbol[]> {
  const compared = await compare(ports, needs, asking);
  if (ports.source.basis !== "adjusted") return compared;
  const outdated = compared.filter(({ restated }) => restated.length > 0).map(({ need }) => wholly(need));
  if (outdated.length === 0) return compared;
  const again = new Map((await compare(ports, outdated, asking)).map((each) => [each.need.symbol, each]));
  return compared.map((each) => {
    const whole = again.get(each.need.symbol);
    return whole?.fetched.failure === null ? whole : each;
  });
}

function wholly(need: Need): Need {
  const all = joinedRanges([...need.stored.covered, need.range]);
  const [first, last] = [all[0] ?? need.range, all.at(-1) ?? need.range];
  return { ...need, asks: [{ from: first.from, to: last.to }] };
}

async function compare(
  { db, source }: PhasePorts,
  needs: readonly Need[],
  { signal, at }: Asking,
): Promise<ComparedSymbol[]> {
  const asks = new Map(needs.map(({ symbol, asks: ranges }) => [symbol, ranges]));
  const fetched = new Map((await fetchPrices({ source, asks, signal, now: at })).map((each) => [each.symbol, each]));
  const seriesOf = await readStoredSeries(db, source.name, asks);
  return needs.flatMap((need) => {
    const symbol = fetched.get(need.symbol);
    if (!symbol) return [];
    const series = seriesOf(need.symbol);
    const restated = restatementsOf(symbol, series, need.stored.covered);
    return [{ need, fetched: { ...symbol, ...pricesToStore(symbol, series) }, series, restated }];
  });
}
