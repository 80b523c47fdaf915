import { joinedRanges } from "#server/market/coverage.ts";
import type { PhasePorts } from "../ports.ts";
import { type FetchedSymbol, fetchPrices } from "./fetch-prices.ts";
import { type Judgement, judgePrices } from "./judge-prices.ts";
import type { Need } from "./needs.ts";
import { currencyChange, refusedCurrency, tellReplaced } from "./other-currency.ts";
import { readKnownPrices } from "./read-known-prices.ts";
import { pricesToStore, type Restatement, restatementsOf } from "./restatements.ts";
import { readStoredSeries, type StoredSeries } from "./stored-series.ts";

/** What a source said of a symbol, beside what was stored of it. */
interface AskedSymbol {
  readonly need: Need;
  /** Without what is not believed of it. */
  readonly fetched: FetchedSymbol;
  /** What is not. */
  readonly judged: Omit<Judgement, "fetched">;
  /** As stored before, in the ranges asked for. */
  readonly series: StoredSeries;
}

/** What was asked of a symbol, compared; of what was fetched, `fetched` has the prices that are to be stored. */
export interface ComparedSymbol extends AskedSymbol {
  readonly restated: readonly Restatement[];
  /** All of its history is stored anew; where it is in another currency, nothing else is left of it. */
  readonly renewed: "history" | "currency" | null;
}

interface Asking {
  readonly signal: AbortSignal;
  readonly at: Date;
}

/**
 * Asks a source for what symbols need and compares it with what is stored. Where closes are adjusted, one that is
 * restated says that all before it are too, and a currency is that of all prices: the symbol's whole history is then
 * asked for again.
 */
export async function fetchCompared(
  ports: PhasePorts,
  needs: readonly Need[],
  asking: Asking,
): Promise<ComparedSymbol[]> {
  const asked = await ask(ports, needs, asking);
  const isAdjusted = ports.source.basis === "adjusted";
  const compared = asked.map((each) => ({ each, plain: withChanges(each) }));
  const outdated = compared.filter(
    ({ each, plain }) => currencyChange(each) !== null || (isAdjusted && plain.restated.length > 0),
  );
  const whole = outdated.map(({ each }) => wholly(each.need));
  const again = new Map((await ask(ports, whole, asking)).map((each) => [each.need.symbol, each]));
  return compared.map(({ each, plain }) => {
    const all = again.get(each.need.symbol);
    if (!all) return plain;
    if (all.fetched.failure === null) return currencyChange(all) ? replaced(all) : renewed(all, isAdjusted);
    return currencyChange(each) ? { ...plain, ...refusedCurrency(each, all.fetched.failure) } : plain;
  });
}

async function ask({ db, source }: PhasePorts, needs: readonly Need[], { signal, at }: Asking): Promise<AskedSymbol[]> {
  if (needs.length === 0) return [];
  const asks = new Map(needs.map(({ symbol, asks: ranges }) => [symbol, ranges]));
  const fetched = new Map((await fetchPrices({ source, asks, signal, now: at })).map((each) => [each.symbol, each]));
  const [seriesOf, knownOf] = await Promise.all([
    readStoredSeries(db, source.name, asks),
    readKnownPrices(db, source.name, asks),
  ]);
  return needs.flatMap((need) => {
    const answer = fetched.get(need.symbol);
    if (!answer) return [];
    const series = seriesOf(need.symbol);
    const { fetched: believed, ...judged } = judgePrices(source, {
      fetched: answer,
      series,
      known: knownOf(need.symbol),
    });
    return [{ need, fetched: believed, judged, series }];
  });
}

function wholly(need: Need): Need {
  const all = joinedRanges([...need.stored.covered, need.range]);
  const [first, last] = [all[0] ?? need.range, all.at(-1) ?? need.range];
  return { ...need, asks: [{ from: first.from, to: last.to }] };
}

/** Only what changes is to be stored. */
function withChanges({ need, fetched, judged, series }: AskedSymbol): ComparedSymbol {
  const restated = restatementsOf(fetched, series, need.stored.covered);
  const listing = fetched.listing && { ...fetched.listing, currency: fetched.listing.currency ?? series.currency };
  const prices = pricesToStore(fetched, series);
  return { need, fetched: { ...fetched, ...prices, listing }, judged, series, restated, renewed: null };
}

/** Adjusted closes of one answer belong together. */
function renewed(all: AskedSymbol, isAdjusted: boolean): ComparedSymbol {
  const plain = withChanges(all);
  if (!isAdjusted) return plain;
  const { bars, actions } = all.fetched;
  const withdrawn = all.judged.doubted.map(({ date }) => date).filter((date) => all.series.closes.has(date));
  const judged = { ...all.judged, withdrawn };
  return { ...plain, fetched: { ...plain.fetched, bars, actions }, judged, renewed: "history" };
}

/** Whoever supplied what is stored: nothing of it stays. */
function replaced(all: AskedSymbol): ComparedSymbol {
  tellReplaced(all);
  const restated = restatementsOf(all.fetched, { ...all.series, suppliers: new Map() }, all.need.stored.covered);
  const judged = { ...all.judged, quarantined: all.judged.doubted, withdrawn: [], settled: [] };
  return { ...all, judged, restated, renewed: "currency" };
}
