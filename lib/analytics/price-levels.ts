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
  const own = ({ from, to }: PriceSegment, standing: Standing) =>
    bars.slice(from, to).filter((bar) => bar.standing === standing).length;
  const ofLevel = (segment: PriceSegment, count: (each: PriceSegment) => number) =>
    segments.filter((other) => isSameLevel(segment, other)).reduce((sum, other) => sum + count(other), 0);
  const released = segments.filter((segment) => own(segment, "released") > 0);
  const anchored = segments.filter((segment) => ofLevel(segment, (each) => own(each, "trusted")) > 0);
  if (anchored.length > 0) return new Set([...anchored, ...released]);
  const hasStored = bars.some(({ standing }) => standing === "stored");
  const votes = segments.map((segment) =>
    ofLevel(segment, (each) => (hasStored ? own(each, "stored") : each.to - each.from)),
  );
  const chosen = segments[votes.indexOf(Math.max(...votes))];
  return new Set([...segments.filter((each) => chosen && isSameLevel(each, chosen)), ...released]);
}
