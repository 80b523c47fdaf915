import { type DateRange, isWithin } from "#server/market/coverage.ts";
import { measureUsage } from "#server/market/provider-http/usage.ts";
import { renewClaims, whileRenewing } from "../symbol-claim.ts";
import { changedPrices } from "./changed-prices.ts";
import type { Collection, MarketDataContext } from "./collection.ts";
import { type ComparedSymbol, fetchCompared } from "./fetch-compared.ts";
import { needsOf, outcomeWithoutAsking } from "./needs.ts";
import { fetchedOutcome, type SymbolOutcome } from "./outcomes.ts";
import { quarantinedText } from "./quarantined-text.ts";
import { restatedSymbol } from "./restatements.ts";
import { savePrices } from "./save-prices.ts";
import { supplierLabel } from "./supplier-label.ts";
import type { WantedSymbol } from "./symbols-to-collect.ts";

/**
 * Fetches and stores what is missing of symbols that this run has claimed. What that is, is read again under the claim:
 * the run that held it before may have stored it.
 */
export async function collectUnit(
  context: MarketDataContext,
  collection: Collection,
  unit: readonly WantedSymbol[],
): Promise<void> {
  const { ports, scope, signal } = context;
  const claimant = { source: ports.source.name, runId: scope.runId };
  const claimed = unit.map(({ symbol }) => symbol);
  const needs = await needsOf(context, unit);
  const known = needs.map((need) => [need.symbol, outcomeWithoutAsking(need, context)] as const);
  const stored = Object.fromEntries(known.filter((each): each is [string, SymbolOutcome] => each[1] !== null));
  const asked = needs.filter(({ symbol }) => !(symbol in stored));
  const at = ports.now();
  const { value: compared, usage } = await whileRenewing(
    () => collection.add({}, (tx) => renewClaims(tx, claimant, claimed)),
    () => measureUsage(() => fetchCompared(ports, asked, { signal, at }), { waiting: collection.waiting }),
  );
  await context.breathe();
  const fetched = compared.map((each) => [each.need.symbol, outcomeOf(each, context)] as const);
  const restated = compared.flatMap(({ need, fetched: { listing }, restated: changes }) => {
    return restatedSymbol(need.symbol, supplierLabel(listing?.provider, ports.source), changes) ?? [];
  });
  const outcomes = { ...stored, ...Object.fromEntries(fetched) };
  const quarantined = compared.flatMap(({ need, judged }) => quarantinedText(need.symbol, judged.quarantined) ?? []);
  await collection.add({ outcomes, usage, restated, quarantined }, (tx) =>
    savePrices(tx, {
      ...{ ...claimant, claimed, at, covered: coveredNow(compared) },
      fetched: compared.map(({ fetched: symbol }) => symbol),
      restated: compared
        .filter(({ restated: changes }) => changes.length > 0)
        .map((each) => ({
          symbol: each.need.symbol,
          provider: providerOf(each, claimant.source),
          restated: each.restated,
        })),
      judged: compared.map(({ need, judged }) => ({ symbol: need.symbol, ...judged })),
      changed: compared.flatMap((each) => changedPrices(each)),
      replaced: compared.filter(({ renewed }) => renewed === "currency").map(({ need }) => need.symbol),
    }),
  );
}

function outcomeOf(compared: ComparedSymbol, { scope }: MarketDataContext): SymbolOutcome {
  const { need, fetched, judged, series, renewed } = compared;
  const range = { from: scope.dates[0] ?? scope.finalDate, to: scope.finalDate };
  const inRange = fetched.bars.filter(({ date }) => isWithin(date, range));
  if (renewed === "currency") return fetchedOutcome(fetched, need.stored, inRange.length);
  const added = inRange.filter(({ date }) => !series.closes.has(date)).length;
  const withdrawn = judged.withdrawn.filter((date) => isWithin(date, range)).length;
  return fetchedOutcome(fetched, need.stored, need.stored.sessions + added - withdrawn);
}

/** Ranges covered once the unit is stored, of symbols that have any bar. */
function coveredNow(compared: readonly ComparedSymbol[]): Map<string, DateRange[]> {
  const settled = compared.filter(({ fetched, need }) => {
    const hasBars = fetched.failure === null || need.stored.newest !== null;
    return hasBars && fetched.settled.length > 0;
  });
  return new Map(
    settled.map(({ need, fetched, renewed }) => {
      const before = renewed === "currency" ? [] : need.stored.covered;
      return [need.symbol, [...before, ...fetched.settled]];
    }),
  );
}

const providerOf = ({ fetched }: ComparedSymbol, source: string) => fetched.listing?.provider ?? source;
