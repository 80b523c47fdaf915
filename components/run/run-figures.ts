import { phaseEnded } from "#lib/run/percent.ts";
import type { PhaseState, RunState } from "#lib/run/state.ts";
import { isBrokenOff } from "./run-ending.ts";

/** So many of so many; `of` is null where it is not known. */
export interface Share {
  readonly done: number;
  readonly of: number | null;
}

/** What a run has come to so far, in figures; null where that is not known, or not its subject. */
export interface RunFigures {
  readonly positions: number | null;
  readonly priced: Share | null;
  /** Symbols without a price; null until the phase that looks for them has ended. */
  readonly unavailable: number | null;
  /** Dates of the phase over dates that was begun last; once the run is complete, those that every such phase has done. */
  readonly dates: Share | null;
  /** Warnings of all phases. */
  readonly warnings: number;
}

/** The figures of a run in any state, as far as its events tell. */
export function runFigures(state: RunState): RunFigures {
  const { inputs, phases } = state;
  const pricing = phases.find(({ id }) => id === "phase_1");
  const { priced, unavailable = null } = pricing?.counts ?? {};
  return {
    positions: inputs && state.portfolio ? inputs.positions : null,
    priced:
      priced === undefined
        ? pricing && !phaseEnded(pricing) && pricing.startedAt !== null
          ? pricedSoFar(pricing, inputs?.symbols ?? null)
          : null
        : { done: priced, of: priced + (unavailable ?? 0) },
    unavailable,
    dates: inputs?.dates ? { done: datesSoFar(state), of: inputs.dates.count } : null,
    warnings: phases.reduce((sum, { warnings }) => sum + warnings.length, 0),
  };
}

/** The phase also counts the symbols that only factors need, behind the portfolio's own. */
function pricedSoFar({ current, total }: PhaseState, symbols: number | null): Share {
  return symbols === null ? { done: current, of: total } : { done: Math.min(current, symbols), of: symbols };
}

/** What the row of the phase at work says, or of the one in which the run broke off, so that the two never differ. */
function datesSoFar(state: RunState): number {
  const { datesProcessed, phases } = state;
  if (datesProcessed !== null && !isBrokenOff(state)) return datesProcessed;
  const begun = phases.filter(
    ({ unit, startedAt, current }) => unit === "dates" && (startedAt !== null || current > 0),
  );
  return begun.at(-1)?.current ?? 0;
}

/** A symbol a run has no price of, and why. */
export interface UnavailableSymbol {
  readonly symbol: string;
  readonly reason: string;
}

/** The symbols without prices by name, as the first phase's warning lists them: "A, B: gone". */
export function unavailableSymbols({ phases }: Pick<RunState, "phases">): UnavailableSymbol[] {
  const warnings = phases.find(({ id }) => id === "phase_1")?.warnings ?? [];
  const items = warnings.filter(({ code }) => code === "symbols-unavailable").flatMap((warning) => warning.items);
  const found = items.flatMap((item) => {
    const [, symbols = item, reason = ""] = /^([^:]+): (.*)$/s.exec(item) ?? [];
    return symbols.split(", ").map((symbol) => ({ symbol, reason }));
  });
  return found.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
