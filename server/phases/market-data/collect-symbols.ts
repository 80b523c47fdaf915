import { setTimeout as pause } from "node:timers/promises";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { claimedByOthers, claimSymbols } from "../symbol-claim.ts";
import { collectUnit } from "./collect-unit.ts";
import type { Collection, MarketDataContext } from "./collection.ts";
import { createLanes, type Lanes } from "./lanes.ts";
import { needsOf, outcomeWithoutAsking } from "./needs.ts";
import type { SymbolOutcome } from "./outcomes.ts";
import type { WantedSymbol } from "./symbols-to-collect.ts";

const BARS_PER_UNIT = 12_000;
const MOST_SYMBOLS_PER_UNIT = 64;
/** Over a network, one unit is saved while others are fetched, and a slow provider does not hold up the rest. */
const REMOTE_LANES = 3;
const RECHECK_MS = 200;
const LONGEST_RECHECK_MS = 1_000;

/** A symbol that is to be asked for, and about how many bars that is. */
interface Open extends WantedSymbol {
  readonly bars: number;
}

/**
 * Stores the missing prices of symbols, a bounded number of them at a time. What another run is fetching is not asked
 * for again: this one goes on with the others and then waits for its outcome.
 */
export async function collectSymbols(
  context: MarketDataContext,
  collection: Collection,
  wanted: readonly WantedSymbol[],
): Promise<void> {
  const lanes = createLanes(context.ports.source.remote ? REMOTE_LANES : 1, context.signal);
  const inHand = new Set<string>();
  const isOpen = ({ symbol }: WantedSymbol) => !collection.has(symbol) && !inHand.has(symbol);
  try {
    let open = await noteKnown(context, collection, wanted.filter(isOpen));
    for (let waitMs = RECHECK_MS; open.length > 0 || !lanes.isEmpty(); open = open.filter(isOpen)) {
      lanes.throwIfFailed();
      const unit = open.length > 0 && !lanes.isFull() ? await claimUnit(context, collection, open) : [];
      if (unit.length > 0) {
        startUnit(context, { collection, lanes, inHand }, unit);
        waitMs = RECHECK_MS;
      } else if (open.length === 0 || lanes.isFull()) {
        await lanes.oneEnded();
      } else {
        await oneEndedOr(lanes, waitMs, context.signal);
        waitMs = Math.min(LONGEST_RECHECK_MS, waitMs * 1.5);
        open = await noteKnown(context, collection, open.filter(isOpen));
      }
    }
    lanes.throwIfFailed();
  } catch (error) {
    await lanes.abandon(error);
    throw error;
  }
}

/** Adds the outcomes of what need not be asked for; answers with the rest. */
async function noteKnown(
  context: MarketDataContext,
  collection: Collection,
  symbols: readonly WantedSymbol[],
): Promise<Open[]> {
  if (symbols.length === 0) return [];
  const outcomes: Record<string, SymbolOutcome> = {};
  const open: Open[] = [];
  for (const need of await needsOf(context, symbols)) {
    const outcome = outcomeWithoutAsking(need, context);
    const bars = need.asks.reduce((sum, { from, to }) => sum + sessionsBetween(from, to).length, 0);
    if (outcome) outcomes[need.symbol] = outcome;
    else open.push({ symbol: need.symbol, range: need.range, bars });
  }
  if (Object.keys(outcomes).length > 0) await collection.add({ outcomes });
  return open;
}

/** Claims as many of the symbols as make a unit, of those that no other run is fetching. */
async function claimUnit(
  { ports, scope }: MarketDataContext,
  collection: Collection,
  open: readonly Open[],
): Promise<Open[]> {
  const claimant = { source: ports.source.name, runId: scope.runId };
  const symbolsOf = (of: readonly Open[]) => of.map(({ symbol }) => symbol);
  const others = await claimedByOthers(ports.db, claimant, symbolsOf(open));
  const unit = firstUnit(open.filter(({ symbol }) => !others.has(symbol)));
  if (unit.length === 0) return [];
  let claimed: ReadonlySet<string> = new Set();
  await collection.add({}, async (tx) => {
    claimed = await claimSymbols(tx, claimant, symbolsOf(unit));
  });
  return unit.filter(({ symbol }) => claimed.has(symbol));
}

function firstUnit(open: readonly Open[]): Open[] {
  let bars = 0;
  const end = open.findIndex((each, index) => {
    bars += each.bars;
    return index > 0 && (bars > BARS_PER_UNIT || index >= MOST_SYMBOLS_PER_UNIT);
  });
  return open.slice(0, end < 0 ? open.length : end);
}

interface Work {
  readonly collection: Collection;
  readonly lanes: Lanes;
  readonly inHand: Set<string>;
}

function startUnit(context: MarketDataContext, { collection, lanes, inHand }: Work, unit: readonly Open[]): void {
  for (const { symbol } of unit) inHand.add(symbol);
  lanes.start(async (signal) => {
    await collectUnit({ ...context, signal }, collection, unit);
    for (const { symbol } of unit) inHand.delete(symbol);
  });
}

async function oneEndedOr(lanes: Lanes, ms: number, signal: AbortSignal): Promise<void> {
  const enough = new AbortController();
  const paused = pause(ms, undefined, { signal: AbortSignal.any([signal, enough.signal]) });
  try {
    await Promise.race(lanes.isEmpty() ? [paused] : [paused, lanes.oneEnded()]);
  } finally {
    enough.abort();
  }
}
