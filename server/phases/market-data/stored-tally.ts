import type { Outcomes, SymbolOutcome } from "./outcomes.ts";
import { NOTHING_YET, type Tally } from "./tally.ts";

/**
 * A tally as every unit writes it: of thousands of symbols most ended alike, so those that have nothing to tell but how
 * many sessions there are stand together, by that.
 */
export interface StoredTally extends Omit<Tally, "outcomes"> {
  readonly alike: readonly (Pick<SymbolOutcome, "state" | "sessions"> & { readonly symbols: readonly string[] })[];
  readonly others: Outcomes;
}

export function storedTally({ outcomes, usage, restated }: Tally): StoredTally {
  const isPlain = ({ failure, refused }: SymbolOutcome) => failure === null && refused === null;
  const all = Object.entries(outcomes);
  const plain = Map.groupBy(
    all.filter(([, outcome]) => isPlain(outcome)),
    ([, { state, sessions }]) => `${state} ${sessions}`,
  );
  return {
    alike: [...plain.values()].flatMap((of) => {
      const [first] = of;
      if (!first) return [];
      const [, { state, sessions }] = first;
      return [{ state, sessions, symbols: of.map(([symbol]) => symbol) }];
    }),
    others: Object.fromEntries(all.filter(([, outcome]) => !isPlain(outcome))),
    ...{ usage, restated },
  };
}

/** A run that was at work while the server was upgraded has its outcomes symbol by symbol, and nothing else. */
export function readTally(stored: StoredTally | Outcomes): Tally {
  if (!isStoredTally(stored)) return { ...NOTHING_YET, outcomes: stored };
  const { alike, others, usage, restated } = stored;
  const plain = alike.flatMap(({ symbols, ...outcome }) =>
    symbols.map((symbol): [string, SymbolOutcome] => [symbol, { ...outcome, failure: null, refused: null }]),
  );
  return { outcomes: { ...Object.fromEntries(plain), ...others }, usage, restated };
}

const isStoredTally = (stored: StoredTally | Outcomes): stored is StoredTally => Array.isArray(stored.alike);
