import { type LevelDoubt, levelReason } from "./level-reason.ts";
import type { PriceBreak } from "./price-breaks.ts";
import { type Doubt, type DoubtRule, isOpen, type JudgedBar, type PriceEvidence } from "./price-evidence.ts";
import { isSameLevel, type PriceSegment, priceSegments, trustedSegments } from "./price-levels.ts";
import { changeOfUnit } from "./price-unit.ts";

/** A leap that is taken back within so many bars was none. */
const SHORT = 10;
/** A close is outside of its own session where it is twice its high, or half its low. */
const OUTSIDE = 2;

/**
 * Bars on a level of prices that is not believed. A leap is doubted where it is a hundredfold or the like, for as long as
 * it lasts; of another size where it is taken back within ten bars, or where the session's own high and low do not know
 * of it; else it is a market's, unless it looks like a split. A split that is not as in the table and a leap after a long gap
 * are doubted for as long as they last, on the side that nothing trusted is on.
 */
export function offLevel(
  evidence: Pick<PriceEvidence, "bars" | "kind" | "splits">,
  breaks: readonly PriceBreak[],
): Doubt[] {
  const { bars, kind } = evidence;
  const segments = priceSegments(bars.length, breaks);
  const trusted = trustedSegments(bars, segments);
  return segments.flatMap((segment, index) => {
    if (trusted.has(segment)) return [];
    const neighbours = { before: nearest(segments, trusted, index, -1), after: nearest(segments, trusted, index, 1) };
    const rule = doubtOf(segment, { bars, kind, segments, ...neighbours });
    if (rule === null) {
      trusted.add(segment);
      return [];
    }
    const beside = bars[neighbours.before ? neighbours.before.to - 1 : (neighbours.after?.from ?? 0)];
    return bars
      .slice(segment.from, segment.to)
      .filter(isOpen)
      .map((bar) => {
        return { date: bar.date, rule: rule.rule, reason: levelReason(evidence, rule, bar, beside ?? bar) };
      });
  });
}

interface Neighbours {
  readonly before: PriceSegment | null;
  readonly after: PriceSegment | null;
}

interface Surroundings extends Neighbours, Pick<PriceEvidence, "bars" | "kind"> {
  readonly segments: readonly PriceSegment[];
}

function nearest(
  segments: readonly PriceSegment[],
  trusted: ReadonlySet<PriceSegment>,
  index: number,
  step: 1 | -1,
): PriceSegment | null {
  for (let other = index + step; other >= 0 && other < segments.length; other += step) {
    const segment = segments[other];
    if (segment && trusted.has(segment)) return segment;
  }
  return null;
}

/** Why a segment is doubted, beside the nearest that are trusted; null where it is not. */
function doubtOf(segment: PriceSegment, around: Surroundings): LevelDoubt | null {
  const beside = around.before ?? around.after;
  const by = around.before ? segment.break : (around.segments.find(({ from }) => from === segment.to)?.break ?? null);
  if (!beside || !by) return null;
  const step = segment.level - beside.level;
  const found = (rule: DoubtRule, size = step) => ({ rule, by, factor: Math.exp(size) });
  const unit = changeOfUnit(step);
  if (unit !== null) return found("scale", unit);
  if (by.kind === "gap") return found("gap");
  if (by.kind === "split") return found("unadjusted-split");
  const isShort = segment.to - segment.from <= SHORT;
  if (isShort && around.before && around.after && isSameLevel(around.before, around.after)) return found("scale");
  const own = around.bars.slice(segment.from, segment.to);
  return own.every(isOutsideItself) || around.kind === "rate" ? found("scale") : null;
}

function isOutsideItself({ open, high, low, close }: JudgedBar): boolean {
  if (open === null || high === null || low === null) return false;
  return close > OUTSIDE * Math.max(high, open) || close * OUTSIDE < Math.min(low, open);
}
