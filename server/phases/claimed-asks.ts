import { setTimeout as pause } from "node:timers/promises";
import type { Database, Transaction } from "#server/db/client.ts";
import type { RunScope } from "#server/engine/phase.ts";
import type { PriceSource } from "#server/market/price-source.ts";
import {
  type Claimant,
  claimedByOthers,
  claimSymbols,
  releaseClaims,
  renewClaims,
  whileRenewing,
} from "./symbol-claim.ts";

/** What a phase asks a source of symbols, a unit at a time. */
export interface Asks<Answers> {
  readonly db: Database;
  readonly source: Pick<PriceSource, "name" | "remote">;
  readonly scope: Pick<RunScope, "runId">;
  readonly signal: AbortSignal;
  /** What is asked for: runs that ask for the same wait for each other. */
  readonly what: "profile" | "statements";
  readonly symbolsPerUnit: number;
  /** Notes those of the symbols that need not be asked for; answers with the others. */
  noteKnown(symbols: readonly string[]): Promise<readonly string[]>;
  ask(unit: readonly string[]): Promise<Answers>;
  /** Commits a unit's answers with `more`, in one transaction. */
  store(unit: readonly string[], answers: Answers, more: (tx: Transaction) => Promise<void>): Promise<void>;
  /** Commits `save` with the work as far as it has come. */
  commit(save: (tx: Transaction) => Promise<void>): Promise<void>;
}

const RECHECK_MS = 200;
const LONGEST_RECHECK_MS = 1_000;

/**
 * Asks for what is missing of the symbols, unit by unit. What another run is asking a remote source for is not asked for
 * again: this one goes on with the others and then waits for what comes of it.
 */
export async function askClaimed<Answers>(asks: Asks<Answers>, symbols: readonly string[]): Promise<void> {
  const claimant = { source: `${asks.source.name} ${asks.what}`, runId: asks.scope.runId };
  let open = await asks.noteKnown(symbols);
  for (let waitMs = RECHECK_MS; open.length > 0; ) {
    const unit = await claimUnit(asks, claimant, open);
    if (unit.length > 0) {
      await askUnit(asks, claimant, unit);
      open = open.filter((symbol) => !unit.includes(symbol));
      waitMs = RECHECK_MS;
    } else {
      await pause(waitMs, undefined, { signal: asks.signal });
      waitMs = Math.min(LONGEST_RECHECK_MS, waitMs * 1.5);
      open = await asks.noteKnown(open);
    }
  }
}

/** A local source costs nothing to ask: its symbols are all free. */
async function claimUnit<Answers>(
  { db, source, symbolsPerUnit, commit }: Asks<Answers>,
  claimant: Claimant,
  open: readonly string[],
): Promise<string[]> {
  if (!source.remote) return open.slice(0, symbolsPerUnit);
  const others = await claimedByOthers(db, claimant, open);
  const unit = open.filter((symbol) => !others.has(symbol)).slice(0, symbolsPerUnit);
  if (unit.length === 0) return [];
  let claimed: ReadonlySet<string> = new Set();
  await commit(async (tx) => {
    claimed = await claimSymbols(tx, claimant, unit);
  });
  return unit.filter((symbol) => claimed.has(symbol));
}

/** What is missing is read again under the claim: the run that held it before may have stored it. */
async function askUnit<Answers>(asks: Asks<Answers>, claimant: Claimant, unit: readonly string[]): Promise<void> {
  const { source, commit } = asks;
  const release = (tx: Transaction) => (source.remote ? releaseClaims(tx, claimant, unit) : Promise.resolve());
  const asked = source.remote ? await asks.noteKnown(unit) : unit;
  if (asked.length === 0) return commit(release);
  const renew = () => (source.remote ? commit((tx) => renewClaims(tx, claimant, unit)) : Promise.resolve());
  const answers = await whileRenewing(renew, () => asks.ask(asked));
  await asks.store(asked, answers, release);
}
