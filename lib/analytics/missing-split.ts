import { median } from "./median.ts";
import type { JudgedBar, PriceEvidence } from "./price-evidence.ts";
import { type LikelySplit, likelySplit } from "./split-ratio.ts";

/** Sessions before the move that say what is usual, and the fewest that can. */
const LOOKBACK = 60;
const FEWEST_BEFORE = 20;
/** Sessions after it that say whether it was one. */
const AFTERMATH = 10;
const FEWEST_AFTER = 5;
/** A split is no ordinary day: the close moves by so many usual moves. */
const STANDS_OUT = 6;
/** The stock moves on its day of the split too: so many usual moves, within these bounds of logarithms. */
const USUAL_MOVES = 2.5;
const NARROWEST = 0.005;
const WIDEST = 0.025;
/** The same where trade and range are as ever, so that no market halved or doubled the price. */
const SEEN = { moves: 5, widest: 0.06 } as const;
/** By closes alone never read as a split: falls that are common among stocks, and the offer to buy one at twice its price. */
const TOLD_BY_TRADE_ONLY = [4 / 3, 3 / 2, 5 / 2, 1 / 2];
/** A median of |moves| as a standard deviation, if they are normal. */
const DEVIATIONS_PER_MEDIAN = 1.4826;
/** What a move of the market, rather than of the table, shows in: trade, the width of its session, the days after. */
const REAL_TRADE = 2;
const REAL_RANGE = 3;
const REAL_AFTERMATH = 2.5;

type Evidence = Pick<PriceEvidence, "bars" | "kind">;

/**
 * The split that a close moved by, though no table tells of it: within an ordinary day's move of a ratio that happens
 * (neighbours of 20 for 1 and more lie closer together than that: there the move may be of any size), and nothing of what a
 * crash or a leap looks like. Trade of twice what is usual (in new shares, where there are more of them), a session three
 * times as wide, or restless days around it say that the market moved; where neither does, the day may have been a livelier
 * one. Without volume and range the aftermath alone has to be calm, over five sessions or more (and a fall by a third or the
 * like, or a doubling, is never read as a split); the newest bar, which has none, is judged by volume and range alone. Null
 * where it is none.
 *
 * @param moves of `barMoves`
 * @param at index of the bar that moved
 */
export function missingSplit({ bars, kind }: Evidence, moves: Float64Array, at: number): LikelySplit | null {
  const move = moves[at] ?? Number.NaN;
  const split = likelySplit(move);
  if (kind !== "share" || split.distance > SEEN.widest) return null;
  const before = sizes(moves, Math.max(1, at - LOOKBACK), at);
  if (before.length < FEWEST_BEFORE) return null;
  const usual = DEVIATIONS_PER_MEDIAN * median(before);
  if (Math.abs(move) < STANDS_OUT * usual) return null;
  const after = sizes(moves, at + 1, Math.min(bars.length, at + 1 + AFTERMATH));
  const isCalm = (around: readonly number[]) => mean(around) <= REAL_AFTERMATH * Math.max(usual, NARROWEST);
  if (!isCalm(before.slice(-FEWEST_AFTER)) || (after.length > 0 && !isCalm(after))) return null;
  const seen = sessionSays(bars, at, split.ratio);
  if (seen === "market") return null;
  if (seen === null && (after.length < FEWEST_AFTER || TOLD_BY_TRADE_ONLY.includes(split.ratio))) return null;
  const newest = after.length < FEWEST_AFTER ? 0.5 : 1;
  return split.distance <= newest * allowed(split.ratio, usual, seen !== null) ? split : null;
}

/** How far from a ratio a day of the split may end: a logarithm. */
function allowed(ratio: number, usual: number, isSeen: boolean): number {
  // Where ratios are close together, or an ordinary bad day is near, only an ordinary day is.
  const isLarge = ratio >= 2 || ratio <= 1 / 2;
  const { moves, widest } = isSeen && isLarge ? SEEN : { moves: USUAL_MOVES, widest: WIDEST };
  return Math.min(widest, Math.max(NARROWEST, moves * usual));
}

const sizes = (moves: Float64Array, from: number, to: number) => [...moves.subarray(from, to)].map(Math.abs);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What a session's trade and width say of its move; null where they are not known. */
function sessionSays(bars: readonly JudgedBar[], at: number, ratio: number): "market" | "table" | null {
  const bar = bars[at];
  const before = bars.slice(Math.max(0, at - LOOKBACK), at);
  const traded = before.flatMap(({ volume }) => (volume === null || volume === 0 ? [] : [volume]));
  const widths = before.flatMap((each) => width(each) ?? []);
  const wide = bar ? width(bar) : null;
  if (!bar?.volume || wide === null || traded.length < FEWEST_BEFORE / 2 || widths.length < FEWEST_BEFORE / 2)
    return null;
  const isBusy = bar.volume >= REAL_TRADE * median(traded) * Math.max(ratio, 1);
  const usual = median(widths);
  if (usual === 0) return null;
  const isWide = wide >= REAL_RANGE * usual;
  return isBusy || isWide ? "market" : "table";
}

/** High to low as a logarithm. */
function width({ high, low }: JudgedBar): number | null {
  return high === null || low === null ? null : Math.log(high / low);
}
