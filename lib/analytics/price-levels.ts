import type { PriceBreak } from "./price-breaks.ts";
import type { JudgedBar, Standing } from "./price-evidence.ts";

/** Bars in a row on one level of prices, `[from, to)`, and the break that leads to them. */
export interface PriceSegment {
  readonly from: number;
  readonly to: number;
  /** Logarithm of its level over the first segment's. */
  readonly level: number;
  readonly break: PriceBreak | null;
}

/** What a stock may have moved by while it was off its level. */
export const SAME_LEVEL = Math.log(1.25);

export const isSameLevel = (a: PriceSegment, b: PriceSegment): boolean => Math.abs(a.level - b.level) <= SAME_LEVEL;

/** The segments between the breaks, all of the bars. */
export function priceSegments(bars: number, breaks: readonly PriceBreak[]): PriceSegment[] {
  const starts = [null, ...breaks];
  let level = 0;
  return starts.map((start, index) => {
    level += start?.step ?? 0;
    return { from: start?.at ?? 0, to: breaks[index]?.at ?? bars, level, break: start };
  });
}

/**
 * The segments to go by. What results stand on decides: every level that has a trusted bar; where there is none, the
 * level most stored bars have; in a first answer the level most bars have, the earlier one of two. A segment with a
 * released bar is believed besides, and says nothing of the others.
 */
export function trustedSegments(bars: readonly JudgedBar[], segments: readonly PriceSegment[]): Set<PriceSegment> {
  const own = (standing: Standing) =>
    segments.map(({ from, to }) => bars.slice(from, to).filter((bar) => bar.standing === standing).length);
  const released = own("released");
  const isReleased = (_: PriceSegment, index: number) => (released[index] ?? 0) > 0;
  const anchors = onLevels(segments, own("trusted"));
  if (Math.max(...anchors) > 0) {
    return new Set(segments.filter((each, index) => (anchors[index] ?? 0) > 0 || isReleased(each, index)));
  }
  const stored = own("stored");
  const votes = onLevels(
    segments,
    stored.some((count) => count > 0) ? stored : segments.map(({ from, to }) => to - from),
  );
  const chosen = segments[votes.indexOf(Math.max(...votes))];
  return new Set(segments.filter((each, index) => (chosen && isSameLevel(each, chosen)) || isReleased(each, index)));
}

/** Of each segment, the sum of what the segments on its level count. */
function onLevels(segments: readonly PriceSegment[], counts: readonly number[]): number[] {
  const order = segments.map((_, index) => index).sort((a, b) => level(segments, a) - level(segments, b));
  const sums = segments.map(() => 0);
  let [first, end, sum] = [0, 0, 0];
  for (const index of order) {
    const own = level(segments, index);
    for (; end < order.length && level(segments, at(order, end)) - own <= SAME_LEVEL; end++)
      sum += at(counts, at(order, end));
    for (; own - level(segments, at(order, first)) > SAME_LEVEL; first++) sum -= at(counts, at(order, first));
    sums[index] = sum;
  }
  return sums;
}

const at = (values: readonly number[], index: number) => values[index] ?? 0;
const level = (segments: readonly PriceSegment[], index: number) => segments[index]?.level ?? 0;
