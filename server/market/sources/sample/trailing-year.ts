import { required } from "#lib/assert.ts";
import { datesBefore, datesThrough } from "../../dates-before.ts";
import { isListed } from "./designated-symbols.ts";
import type { SampleInstrument } from "./sample-instrument.ts";
import type { SamplePaths } from "./sample-paths.ts";

const SESSIONS_OF_A_YEAR_OF_RETURNS = 253;

/** A symbol's year up to a session, or since it was listed where that is later; in shares of that session. */
export interface TrailingYear {
  /** Closes, ascending: 253 of them make a year of returns. */
  readonly closes: Float64Array;
  /** As the closes, with what was paid out left in. */
  readonly totals: Float64Array;
  /** Dividends per share that went ex after the first of the closes. */
  readonly dividends: number;
}

/** The year up to `asOf`; null where the symbol did not trade then. */
export function trailingYear(paths: SamplePaths, instrument: SampleInstrument, asOf: string): TrailingYear | null {
  const { listedOn } = instrument.life;
  if (!isListed(instrument.life, asOf)) return null;
  const sessions = paths.sessions(asOf);
  const end = datesThrough(sessions, asOf);
  const listed = listedOn === null ? 0 : datesBefore(sessions, listedOn);
  const first = Math.max(listed, end - SESSIONS_OF_A_YEAR_OF_RETURNS);
  const { closes, totals, actions } = paths.path(instrument, asOf);
  const year = { closes: closes.slice(first, end), totals: totals.slice(first, end), dividends: 0 };
  for (const { index, split, dividend } of actions.filter((action) => action.index > first && action.index < end)) {
    if (split !== 1) restate(year.closes, index - first, split);
    year.dividends = year.dividends / split + dividend;
  }
  return year;
}

/** Closes before a split, in shares after it. */
function restate(closes: Float64Array, end: number, split: number): void {
  for (let index = 0; index < end; index++) closes[index] = required(closes[index], "close") / split;
}
