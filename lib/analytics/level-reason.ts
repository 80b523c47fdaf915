import type { PriceBreak } from "./price-breaks.ts";
import type { DoubtRule, JudgedBar, PriceEvidence } from "./price-evidence.ts";
import { SAME_LEVEL } from "./price-levels.ts";
import { priceText } from "./price-text.ts";
import { knownSplitText, likelySplitText } from "./split-ratio.ts";

/** Why bars are off their level: the rule, the break that led to it, and the new level over the usual one. */
export interface LevelDoubt {
  readonly rule: DoubtRule;
  readonly by: PriceBreak;
  readonly factor: number;
}

type TabledSplit = readonly [date: string, ratio: number];

/**
 * The reason why a bar is doubted, in words, with the price that is usual: the close of the bar beside it that is believed,
 * brought to its date by the splits of the table. Where those are what the prices do not show, they are named.
 */
export function levelReason(
  { bars, splits }: Pick<PriceEvidence, "bars" | "splits">,
  { rule, by, factor }: LevelDoubt,
  { date, close }: JudgedBar,
  beside: JudgedBar,
): string {
  const isLater = beside.date <= date;
  const shares = newShares(splitsWithin(splits, isLater ? beside.date : date, isLater ? date : beside.date));
  const usual = isLater ? beside.close / shares : beside.close * shares;
  const compared = `${priceText(close)} where ${priceText(usual)} is`;
  const untrue = untrueSplits(splitsWithin(splits, bars[by.at - 1]?.date ?? "", bars[by.at]?.date ?? ""), rule, by);
  if (untrue.length > 0)
    return `${compared} expected ${isLater ? "after" : "before"} ${splitsText(untrue)} in the table`;
  if (rule === "unadjusted-split") {
    return `${compared} usual, as after a split of ${likelySplitText(by.detail)} that is not in the table`;
  }
  if (rule === "gap") return `${compared} usual, after ${by.detail} sessions without a price`;
  return `${compared} usual (${timesText(factor)})`;
}

/** The splits later than one date, up to and including another, ascending. */
function splitsWithin(splits: PriceEvidence["splits"], after: string, until: string): TabledSplit[] {
  return [...splits].filter(([date]) => date > after && date <= until).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Per old one. */
const newShares = (splits: readonly TabledSplit[]) => splits.reduce((product, [, ratio]) => product * ratio, 1);

/**
 * Of the table's splits at a break those that prices do not show: one alone or all of them where the leap is of their size,
 * and all where it is another split's.
 */
function untrueSplits(between: readonly TabledSplit[], rule: DoubtRule, { step }: PriceBreak): readonly TabledSplit[] {
  const isLeap = (splits: readonly TabledSplit[]) => Math.abs(step - Math.log(newShares(splits))) <= SAME_LEVEL;
  const found = [...between.map((each) => [each]), between].find((splits) => splits.length > 0 && isLeap(splits));
  return found ?? (rule === "unadjusted-split" ? between : []);
}

/** "the split of 4 for 1 on 2023-10-18", "the splits of 2 for 1 on 2023-10-18 and 3 for 1 on 2023-10-20". */
function splitsText(splits: readonly TabledSplit[]): string {
  const named = splits.map(([date, ratio]) => `${knownSplitText(ratio)} on ${date}`);
  return `the ${splits.length > 1 ? "splits" : "split"} of ${named.join(" and ")}`;
}

const COUNT = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });

/** "100×", "1/100". */
function timesText(factor: number): string {
  return factor >= 1 ? `${COUNT.format(factor)}×` : `1/${COUNT.format(1 / factor)}`;
}
