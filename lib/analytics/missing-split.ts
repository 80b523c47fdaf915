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
/** The splits of old days, which by the day alone are told from falls of the same size. */
const PLAIN = [3 / 2, 2, 3, 4, 5, 10, 20];
/** A fall of more than 80% on a day without trade is no market's. */
const HEAVY = 6;
/** A share that is as lively as before moves by so much of the usual; one that somebody has offered to buy stands still. */
const LIVELY = 1 / 3;
/** By closes alone never read as a split: falls that are common among stocks, and the offer to buy one at twice its price. */
const TOLD_BY_TRADE_ONLY = [3 / 2, 5 / 2, 1 / 2];
/** A median of |moves| as a standard deviation, if they are normal. */
const DEVIATIONS_PER_MEDIAN = 1.4826;
/** What a move of the market, rather than of the table, shows in: trade, the width of its session, the days after. */
const REAL_TRADE = 2;
const REAL_RANGE = 3;
const REAL_AFTERMATH = 2.5;

type Evidence = Pick<PriceEvidence, "bars" | "kind">;

/**
 * The split that a close moved by, splits of the table undone: within an ordinary day's move of a ratio that happens
 * (neighbours of 20 for 1 and more lie closer together than that: there the move may be of any size), and nothing of what a
 * crash or a leap looks like. Trade of twice what is usual (in new shares, where there are more of them), a session three
 * times as wide, or restless days around it say that the market moved. A fall that is none of the plain ratios', or further
 * from it than usual, may be a spin-off's or a market's on a quiet day: it is a split's where from then on more shares are
 * traded. Without volume and range the aftermath alone has to be calm, over five sessions or more, and as lively as before
 * where the price rose (a fall by a third or the like, or a doubling, is then never read as a split); the newest bar, which
 * has none, is judged by volume and range alone. Null where it is none.
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
  const strict = (after.length < FEWEST_AFTER ? 0.5 : 1) * Math.min(WIDEST, Math.max(NARROWEST, USUAL_MOVES * usual));
  const isNear = split.distance <= strict;
  const seen = sessionSays(bars, at, split.ratio);
  if (seen === null) return isNear && isToldByCloses(split.ratio, after, usual) ? split : null;
  if (seen === "market") return null;
  if (isNear && (split.ratio < 1 || PLAIN.includes(split.ratio))) return split;
  return split.distance <= allowed(split.ratio, usual, strict) && isToldByTrade(bars, at, split.ratio) ? split : null;
}

/** How far from a ratio a day of the split may end where trade tells of it: a logarithm. */
function allowed(ratio: number, usual: number, strict: number): number {
  // Where an ordinary bad day is near, only an ordinary day is.
  return ratio >= 2 || ratio <= 1 / 2 ? Math.min(SEEN.widest, Math.max(strict, SEEN.moves * usual)) : strict;
}

/** Whether closes alone tell a split. @param after sizes of the moves that follow */
function isToldByCloses(ratio: number, after: readonly number[], usual: number): boolean {
  if (after.length < FEWEST_AFTER || TOLD_BY_TRADE_ONLY.includes(ratio)) return false;
  return ratio > 1 || mean(after) >= LIVELY * usual;
}

/** Whether from a session on shares are traded as after a split: nearer to `ratio` times as many as to as many as before. */
function isToldByTrade(bars: readonly JudgedBar[], at: number, ratio: number): boolean {
  // Of fewer shares no market makes the price a multiple on so little trade.
  if (ratio < 1) return true;
  const before = median(traded(bars.slice(Math.max(0, at - LOOKBACK), at)));
  if (ratio >= HEAVY && (bars[at]?.volume ?? Number.POSITIVE_INFINITY) < REAL_TRADE * before) return true;
  const after = traded(bars.slice(at + 1, at + 1 + AFTERMATH));
  return after.length >= FEWEST_AFTER && Math.log(median(after) / before) > Math.log(ratio) / 2;
}

const traded = (bars: readonly JudgedBar[]) => bars.flatMap(({ volume }) => (volume ? [volume] : []));

const sizes = (moves: Float64Array, from: number, to: number) => [...moves.subarray(from, to)].map(Math.abs);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What a session's trade and width say of its move; null where they are not known. */
function sessionSays(bars: readonly JudgedBar[], at: number, ratio: number): "market" | "table" | null {
  const bar = bars[at];
  const before = bars.slice(Math.max(0, at - LOOKBACK), at);
  const volumes = traded(before);
  const widths = before.flatMap((each) => width(each) ?? []);
  const wide = bar ? width(bar) : null;
  if (!bar?.volume || wide === null || volumes.length < FEWEST_BEFORE / 2 || widths.length < FEWEST_BEFORE / 2)
    return null;
  const isBusy = bar.volume >= REAL_TRADE * median(volumes) * Math.max(ratio, 1);
  const usual = median(widths);
  if (usual === 0) return null;
  const isWide = wide >= REAL_RANGE * usual;
  return isBusy || isWide ? "market" : "table";
}

/** High to low as a logarithm. */
function width({ high, low }: JudgedBar): number | null {
  return high === null || low === null ? null : Math.log(high / low);
}
