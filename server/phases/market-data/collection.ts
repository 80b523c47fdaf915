import { isCurrencyPair } from "#lib/price-files/price-symbol.ts";
import { restatedText } from "#lib/restated-symbol.ts";
import type { Transaction } from "#server/db/client.ts";
import { logger } from "#server/engine/logger.ts";
import type { PhaseContext } from "#server/engine/phase.ts";
import type { Waiting } from "#server/market/provider-http/usage.ts";
import type { PhasePorts } from "../ports.ts";
import { logOutcome } from "./outcomes.ts";
import { readTally, type StoredTally, storedTally } from "./stored-tally.ts";
import { countedSymbols } from "./symbols-to-collect.ts";
import { NOTHING_YET, type Tally, withAdded } from "./tally.ts";
import { tellWaits } from "./waits.ts";

export type MarketDataContext = PhaseContext<PhasePorts, StoredTally>;

/** What a unit adds, and lines about prices that were not believed. */
export interface Added extends Partial<Tally> {
  readonly quarantined?: readonly { readonly symbol: string; readonly text: string }[];
}

/** What a run has collected, unit by unit. */
export interface Collection {
  tally(): Tally;
  /** Whether it is known how the collection of the symbol ended. */
  has(symbol: string): boolean;
  /** Says in the activity log what is waited for. */
  readonly waiting: Waiting;
  /**
   * Adds a unit's outcomes, says so in the activity log, and commits them with what the unit saves: one unit after
   * another, and none behind one that was not committed, whose outcomes are not known then.
   */
  add(added: Added, save?: (tx: Transaction) => Promise<void>): Promise<void>;
}

const log = logger("app.services.market_data");

/** Goes on where an earlier holder of the run has stopped. */
export function createCollection(context: MarketDataContext): Collection {
  const counted = countedSymbols(context.ports);
  const own = new Set(counted);
  /** Optional ETFs are nobody's concern. */
  const isShown = (symbol: string) => own.has(symbol) || isCurrencyPair(symbol);
  const resumed = context.resumed?.tally;
  let tally = resumed ? readTally(resumed) : NOTHING_YET;
  let last: Promise<void> = Promise.resolve();

  function tell({ outcomes = {}, restated = [], quarantined = [] }: Added): void {
    for (const [symbol, outcome] of Object.entries(outcomes)) {
      if (isShown(symbol)) logOutcome(symbol, outcome);
    }
    for (const { symbol, text } of quarantined) {
      if (isShown(symbol)) log.warn({ subject: { symbol } }, `⚠️ ${text}`);
    }
    for (const each of restated) log.warn({ subject: { symbol: each.symbol } }, `⚠️ ${restatedText(each)}`);
  }

  async function commit(added: Added, save: (tx: Transaction) => Promise<void>): Promise<void> {
    const shown = { ...added, restated: (added.restated ?? []).filter(({ symbol }) => isShown(symbol)) };
    const next = withAdded(tally, shown);
    tell(shown);
    const done = counted.filter((symbol) => Object.hasOwn(next.outcomes, symbol)).length;
    await context.commit({ done, tally: storedTally(next) }, save);
    tally = next;
  }

  return {
    waiting: tellWaits(),
    tally: () => tally,
    has: (symbol) => Object.hasOwn(tally.outcomes, symbol),
    add(added, save = async () => undefined) {
      last = last.then(() => commit(added, save));
      return last;
    },
  };
}
