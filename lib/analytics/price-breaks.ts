import { missingSplit } from "./missing-split.ts";
import type { PriceEvidence } from "./price-evidence.ts";
import { changeOfUnit } from "./price-unit.ts";

/** A place where prices go on at another level. */
export interface PriceBreak {
  /** Of the first bar on the new level. */
  readonly at: number;
  readonly kind: "leap" | "split" | "gap";
  /** Logarithm of the new level over the old one. */
  readonly step: number;
  /** Of a split: new shares per old. Of a gap: the sessions without a price. */
  readonly detail: number;
}

/** No close is so many times the one before; of currencies, half as many. */
const LEAP = { share: Math.log(8), rate: Math.log(4), option: Number.POSITIVE_INFINITY } as const;
/** Longer than halts of trade last, after which a price may be anything. */
const LONG_GAP_SESSIONS = 20;
const GAP_LEAP = Math.log(5);
/** The smallest split, with its tolerance: below it nothing needs a look. */
const SMALLEST = Math.log(1.4);
/** Where a tick is a good part of the price, it may move by any multiple. */
const CHEAPEST = 0.1;

/** The breaks of a series, ascending. @param moves of `barMoves` */
export function priceBreaks(evidence: PriceEvidence, moves: Float64Array): PriceBreak[] {
  const breaks: PriceBreak[] = [];
  for (const [at, move] of moves.entries()) {
    if (!(Math.abs(move) >= SMALLEST)) continue;
    const found = breakAt(evidence, moves, at);
    if (found) breaks.push(found);
  }
  return breaks;
}

function breakAt(evidence: PriceEvidence, moves: Float64Array, at: number): PriceBreak | null {
  const [before, bar] = [evidence.bars[at - 1], evidence.bars[at]];
  const step = moves[at] ?? Number.NaN;
  if (!before || !bar || Math.max(before.close, bar.close) < CHEAPEST) return null;
  const hole = sessionsWithin(evidence.sessions, before.date, bar.date);
  if (hole > LONG_GAP_SESSIONS && Math.abs(step) >= GAP_LEAP) return { at, kind: "gap", step, detail: hole };
  const unit = changeOfUnit(step);
  const split = unit === null ? missingSplit(evidence, moves, at) : null;
  if (split) return { at, kind: "split", step: -Math.log(split.ratio), detail: split.ratio };
  return Math.abs(step) >= LEAP[evidence.kind] ? { at, kind: "leap", step: unit ?? step, detail: 0 } : null;
}

/** The sessions strictly between two dates. */
function sessionsWithin(sessions: readonly string[], after: string, until: string): number {
  let [low, high] = [0, sessions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sessions[middle] ?? "") <= after) low = middle + 1;
    else high = middle;
  }
  let count = 0;
  for (let index = low; index < sessions.length && (sessions[index] ?? "") < until; index++) count += 1;
  return count;
}
