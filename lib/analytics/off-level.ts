import type { PriceBreak } from "./price-breaks.ts";
import { type Doubt, type DoubtRule, isOpen, type JudgedBar, type PriceEvidence } from "./price-evidence.ts";
import { isSameLevel, type PriceSegment, priceSegments, SAME_LEVEL, trustedSegments } from "./price-levels.ts";
import { priceText } from "./price-text.ts";
import { changeOfUnit } from "./price-unit.ts";
import { knownSplitText, likelySplitText } from "./split-ratio.ts";

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
    const usual = bars[neighbours.before ? neighbours.before.to - 1 : (neighbours.after?.from ?? 0)];
    const split = tabledSplit(evidence, rule);
    return bars
      .slice(segment.from, segment.to)
      .filter(isOpen)
      .map((bar) => {
        const beside = usual?.close ?? bar.close;
        const reason = split ? untrueSplit(split, bar, beside, neighbours) : reasonOf(rule, bar, beside);
        return { date: bar.date, rule: rule.rule, reason };
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

type Found = { readonly rule: DoubtRule; readonly by: PriceBreak; readonly factor: number };

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
function doubtOf(segment: PriceSegment, around: Surroundings): Found | null {
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

interface TabledSplit {
  readonly date: string;
  readonly ratio: number;
}

/** The split that the table has where prices go on at another level, if that is why they seem to. */
function tabledSplit(
  { bars, splits }: Pick<PriceEvidence, "bars" | "splits">,
  { rule, by }: Found,
): TabledSplit | null {
  const [before, since] = [bars[by.at - 1]?.date ?? "", bars[by.at]?.date ?? ""];
  const between = [...splits].filter(([date]) => date > before && date <= since);
  const ratio = between.reduce((product, [, each]) => product * each, 1);
  const [date] = between.at(-1) ?? [];
  // Of a hundred and the like only one that prices do not show at all: the unit may change on the day of another.
  const isWhy = rule === "unadjusted-split" || (rule === "scale" && Math.abs(by.step - Math.log(ratio)) <= SAME_LEVEL);
  return date !== undefined && isWhy ? { date, ratio } : null;
}

function untrueSplit(
  { date, ratio }: TabledSplit,
  { close }: JudgedBar,
  usual: number,
  { before }: Neighbours,
): string {
  const expected = before
    ? `${priceText(usual / ratio)} is expected after`
    : `${priceText(usual * ratio)} is expected before`;
  return `${priceText(close)} where ${expected} the split of ${knownSplitText(ratio)} on ${date} in the table`;
}

function reasonOf({ rule, by, factor }: Found, { close }: JudgedBar, usual: number): string {
  const compared = `${priceText(close)} where ${priceText(usual)} is usual`;
  if (rule === "unadjusted-split") {
    return `${compared}, as after a split of ${likelySplitText(by.detail)} that is not in the table`;
  }
  if (rule === "gap") return `${compared}, after ${by.detail} sessions without a price`;
  return `${compared} (${timesText(factor)})`;
}

const COUNT = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });

/** "100×", "1/100". */
function timesText(factor: number): string {
  return factor >= 1 ? `${COUNT.format(factor)}×` : `1/${COUNT.format(1 / factor)}`;
}
