import { barMoves } from "./bar-moves.ts";
import { offLevel } from "./off-level.ts";
import { priceBreaks } from "./price-breaks.ts";
import type { Doubt, PriceEvidence } from "./price-evidence.ts";
import { stalePrices } from "./stale-prices.ts";

/**
 * The bars that are not believed, ascending by date, with the rule and the reason in words. Rules: `scale` (a hundred
 * times too much or too little, or a leap of eight times and more that is taken back), `unadjusted-split` (a lasting leap
 * of a split's ratio that the table has not, or has and prices do not show), `gap` (a leap after a month and more without
 * prices) and `stale`. Crashes, squeezes and the table's splits are kept: see each rule's file, and docs/market-data.md
 * for the bounds. Quotes of options are never doubted. A later answer judges anew: what nothing came after yet is doubted
 * only where the bar itself gives it away. Depends on the bars alone, never on when they came: the same evidence gives the
 * same doubts. Own definition.
 */
export function suspiciousPrices(evidence: PriceEvidence): Doubt[] {
  if (evidence.kind === "option" || evidence.bars.length < 2) return [];
  const moves = barMoves(evidence);
  const leaps = offLevel(evidence, priceBreaks(evidence, moves));
  const doubted = new Set(leaps.map(({ date }) => date));
  const stale = stalePrices(evidence, moves).filter(({ date }) => !doubted.has(date));
  return [...leaps, ...stale].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
