import type { Outcomes, SymbolOutcome } from "./outcomes.ts";
import type { Tally } from "./tally.ts";

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

export function readTally({ alike, others, usage, restated }: StoredTally): Tally {
  const plain = alike.flatMap(({ symbols, ...outcome }) =>
    symbols.map((symbol): [string, SymbolOutcome] => [symbol, { ...outcome, failure: null, refused: null }]),
  );
  return { outcomes: { ...Object.fromEntries(plain), ...others }, usage, restated };
}
