import type { RunScope } from "#server/engine/phase.ts";
import { type DateRange, missingRanges, withOverlap } from "#server/market/coverage.ts";
import type { PhasePorts } from "../ports.ts";
import { rememberedFailure, rememberedReason } from "./failure-memory.ts";
import { type SymbolOutcome, storedOutcome } from "./outcomes.ts";
import { readStoredPrices, type StoredPrices } from "./stored-prices.ts";
import type { WantedSymbol } from "./symbols-to-collect.ts";

/** What is stored of a symbol, and what is not. */
export interface Need extends WantedSymbol {
  readonly stored: StoredPrices;
  /** Parts of its range that are not covered; all of it where the run is forced. */
  readonly missing: readonly DateRange[];
  /** What to ask the source for: what is missing, with an overlap. */
  readonly asks: readonly DateRange[];
}

export interface NeedContext {
  readonly ports: PhasePorts;
  readonly scope: RunScope;
}

/** What each symbol needs, in as many statements as one would. */
export async function needsOf({ ports, scope }: NeedContext, wanted: readonly WantedSymbol[]): Promise<Need[]> {
  const storedOf = await readStoredPrices(
    ports.db,
    wanted.map(({ symbol }) => symbol),
    {
      source: ports.source.name,
      history: { from: ports.pricesFrom, to: scope.finalDate },
      firstDate: scope.dates[0] ?? scope.finalDate,
    },
  );
  return wanted.map((each) => {
    const stored = storedOf(each.symbol);
    const missing = missingRanges(each.range, scope.force ? [] : stored.covered);
    const asks = scope.force ? missing : missing.map((range) => withOverlap(range, stored.covered));
    return { ...each, stored, missing, asks };
  });
}

/** How a symbol stands that need not, or not yet, be asked for; null for one that is to be. */
export function outcomeWithoutAsking(need: Need, { ports, scope }: NeedContext): SymbolOutcome | null {
  const { stored, missing } = need;
  if (missing.length === 0) return storedOutcome(stored);
  if (scope.force || !ports.source.remote) return null;
  const now = ports.now();
  const failure = rememberedFailure(stored, missing, now);
  if (failure === null) return null;
  if (failure.code === "no-data") return storedOutcome(stored);
  const reason = rememberedReason(failure, now);
  return { state: "unavailable", sessions: stored.sessions, failure: { code: failure.code, reason }, refused: null };
}
