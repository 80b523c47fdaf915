import { setTimeout as pause } from "node:timers/promises";
import { required } from "#lib/assert.ts";
import type { PhaseContext } from "#server/engine/phase.ts";
import { type DateRange, missingRanges } from "#server/market/coverage.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { PhasePorts } from "../ports.ts";
import { type FetchedSymbol, fetchPrices } from "./fetch-prices.ts";
import { fetchedOutcome, logOutcome, type Outcomes, storedOutcome } from "./outcomes.ts";
import { claimSymbols } from "./price-claim.ts";
import { savePrices } from "./save-prices.ts";
import { readStoredPrices, type StoredPrices } from "./stored-prices.ts";
import { countedSymbols, neededRange, uncountedSymbols } from "./symbols-to-collect.ts";

export type MarketDataContext = PhaseContext<PhasePorts, Outcomes>;

const BARS_PER_UNIT = 6_000;
const MOST_SYMBOLS_PER_UNIT = 16;
const RECHECK_MS = 200;

/** What is stored of a symbol, and the ranges still to be asked of the source. */
interface Need {
  readonly symbol: string;
  readonly stored: StoredPrices;
  readonly missing: readonly DateRange[];
}

/**
 * Stores the missing prices of the run's universe, a bounded number of symbols at a time. Where another run is fetching
 * a symbol this one waits for its outcome instead of asking again.
 */
export async function collectPrices(context: MarketDataContext): Promise<Outcomes> {
  const universe = [...countedSymbols(context.ports), ...uncountedSymbols(context.ports)];
  let outcomes = context.resumed?.tally ?? {};
  const open = universe.filter((symbol) => !(symbol in outcomes));
  outcomes = await noteStored(context, outcomes, open);
  const waiting = open.filter((symbol) => !(symbol in outcomes));
  for (let start = 0, size = unitSize(context); start < waiting.length; start += size) {
    outcomes = await collectUnit(context, outcomes, waiting.slice(start, start + size));
  }
  return outcomes;
}

function unitSize({ ports, scope }: MarketDataContext): number {
  const sessions = Math.max(1, sessionsBetween(ports.pricesFrom, scope.finalDate).length);
  return Math.max(1, Math.min(MOST_SYMBOLS_PER_UNIT, Math.floor(BARS_PER_UNIT / sessions)));
}

/** Adds the outcomes of symbols that miss nothing. */
async function noteStored(context: MarketDataContext, before: Outcomes, open: readonly string[]): Promise<Outcomes> {
  const stored = (await needsOf(context, open)).filter(({ missing }) => missing.length === 0);
  if (stored.length === 0) return before;
  const outcomes = withOutcomes(context, before, storedOutcomes(stored));
  await context.commit(checkpoint(context, outcomes), async () => undefined);
  return outcomes;
}

async function needsOf({ ports, scope }: MarketDataContext, symbols: readonly string[]): Promise<Need[]> {
  const storedOf = await readStoredPrices(ports.db, symbols, {
    source: ports.source.name,
    history: { from: ports.pricesFrom, to: scope.finalDate },
    firstDate: scope.dates[0] ?? scope.finalDate,
  });
  return symbols.map((symbol) => {
    const stored = storedOf(symbol);
    const covered = scope.force ? [] : stored.covered;
    return { symbol, stored, missing: missingRanges(neededRange(symbol, ports, scope), covered) };
  });
}

async function collectUnit(context: MarketDataContext, before: Outcomes, unit: readonly string[]): Promise<Outcomes> {
  let outcomes = before;
  for (let open = unit; open.length > 0; open = open.filter((symbol) => !(symbol in outcomes))) {
    const claimed = await claim(context, outcomes, open);
    if (claimed.length > 0) {
      outcomes = await collectClaimed(context, outcomes, claimed);
    } else {
      await pause(RECHECK_MS, undefined, { signal: context.signal });
      outcomes = await noteStored(context, outcomes, open);
    }
  }
  return outcomes;
}

async function claim(context: MarketDataContext, outcomes: Outcomes, symbols: readonly string[]): Promise<string[]> {
  const { ports, scope } = context;
  let claimed: string[] = [];
  await context.commit(checkpoint(context, outcomes), async (tx) => {
    claimed = await claimSymbols(tx, ports.source.name, symbols, scope.runId);
  });
  return symbols.filter((symbol) => claimed.includes(symbol));
}

/** What is missing is read again under the claim: the run that held it before may have stored it. */
async function collectClaimed(
  context: MarketDataContext,
  before: Outcomes,
  claimed: readonly string[],
): Promise<Outcomes> {
  const { ports, signal } = context;
  const needs = await needsOf(context, claimed);
  const wanted = needs.filter(({ missing }) => missing.length > 0);
  const missing = new Map(wanted.map((need) => [need.symbol, need.missing]));
  const now = ports.now();
  const fetched = await fetchPrices({ source: ports.source, missing, signal, now });
  await context.breathe();
  const stored = storedOutcomes(needs.filter((need) => need.missing.length === 0));
  const outcomes = withOutcomes(context, before, { ...stored, ...fetchedOutcomes(context, fetched, needs) });
  const covered = coveredNow(fetched, needs);
  await context.commit(checkpoint(context, outcomes), (tx) =>
    savePrices(tx, { source: ports.source.name, fetched, covered, claimed, at: now }),
  );
  return outcomes;
}

/** Optional ETFs are nobody's concern in the activity log. */
function withOutcomes({ ports }: MarketDataContext, before: Outcomes, added: Outcomes): Outcomes {
  const shown = countedSymbols(ports);
  for (const [symbol, outcome] of Object.entries(added)) if (shown.includes(symbol)) logOutcome(symbol, outcome);
  return { ...before, ...added };
}

function storedOutcomes(needs: readonly Need[]): Outcomes {
  return Object.fromEntries(needs.map(({ symbol, stored }) => [symbol, storedOutcome(stored)]));
}

function fetchedOutcomes({ scope }: MarketDataContext, fetched: readonly FetchedSymbol[], needs: readonly Need[]) {
  const first = scope.dates[0] ?? scope.finalDate;
  return Object.fromEntries(
    fetched.map((symbol) => {
      const { stored } = needOf(needs, symbol);
      const added = symbol.bars.filter(({ date }) => date >= first && date <= scope.finalDate).length;
      // A forced run fetches the stored sessions again.
      const sessions = scope.force ? Math.max(added, stored.sessions) : stored.sessions + added;
      return [symbol.symbol, fetchedOutcome(symbol, stored, sessions)];
    }),
  );
}

/** Ranges covered once the unit is stored, of symbols that have any bar. */
function coveredNow(fetched: readonly FetchedSymbol[], needs: readonly Need[]): Map<string, DateRange[]> {
  const settled = fetched.filter((symbol) => {
    const hasBars = symbol.failure === null || needOf(needs, symbol).stored.newest !== null;
    return hasBars && symbol.settled.length > 0;
  });
  return new Map(settled.map((each) => [each.symbol, [...needOf(needs, each).stored.covered, ...each.settled]]));
}

function needOf(needs: readonly Need[], { symbol }: FetchedSymbol): Need {
  return required(
    needs.find((need) => need.symbol === symbol),
    `the need of ${symbol}`,
  );
}

function checkpoint({ ports }: MarketDataContext, outcomes: Outcomes) {
  return { done: countedSymbols(ports).filter((symbol) => symbol in outcomes).length, tally: outcomes };
}
