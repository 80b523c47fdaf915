import { type Doubt, isOpen, type JudgedBar, type PriceEvidence } from "./price-evidence.ts";
import { priceText } from "./price-text.ts";

/** Sessions that are alike to the last share: the third is one too many. */
const FEWEST_ALIKE = 2;
/** Sessions on which a price stood still without trade; where the trade is not known, two weeks of them. */
const FEWEST_UNTRADED = 5;
const FEWEST_CLOSES = 10;
/** How improbable it must be that a price stands still for as long, by how often it does elsewhere in the series. */
const IMPROBABLE = 1e-9;
const FEWEST_OTHERS = 40;

/** Bars in a row with one close, the last included. */
interface Standstill {
  readonly from: number;
  readonly to: number;
}

/**
 * Closes that are said over and over although nobody traded at them; the first one of them stands. Two kinds: sessions
 * alike in all of open, high, low, close and volume, with a range and trade, of which there are no three in any market;
 * and a price that stands still for five sessions without trade (ten where volume is not known) in a series that is so
 * seldom the same from one session to the next that this happens once in 10⁹. Pegged currencies, funds at a constant
 * value and rarely traded shares stand still often, and are kept.
 *
 * @param moves of `barMoves`: a price that a split explains has not stood still
 */
export function stalePrices({ bars, kind }: Pick<PriceEvidence, "bars" | "kind">, moves: Float64Array): Doubt[] {
  if (kind === "option") return [];
  const all = standstills(bars, moves);
  const unchanged = all.reduce((sum, { from, to }) => sum + to - from, 0);
  return all.flatMap((still) => {
    const others = { pairs: bars.length - 1 - (still.to - still.from), same: unchanged - (still.to - still.from) };
    const reason = whyStale(bars, still, others);
    if (reason === null) return [];
    return bars
      .slice(still.from + 1, still.to + 1)
      .filter(isOpen)
      .map(({ date }) => ({ date, rule: "stale", reason }));
  });
}

function standstills(bars: readonly JudgedBar[], moves: Float64Array): Standstill[] {
  const found: Standstill[] = [];
  let from = 0;
  for (let at = 1; at <= bars.length; at++) {
    if (at < bars.length && moves[at] === 0 && bars[at]?.close === bars[at - 1]?.close) continue;
    if (at - 1 > from) found.push({ from, to: at - 1 });
    from = at;
  }
  return found;
}

function whyStale(
  bars: readonly JudgedBar[],
  { from, to }: Standstill,
  { pairs, same }: { readonly pairs: number; readonly same: number },
): string | null {
  const repeats = to - from;
  const run = bars.slice(from, to + 1);
  const [first] = run;
  if (!first) return null;
  const what = `${priceText(first.close)} as on ${first.date}`;
  if (repeats >= FEWEST_ALIKE && hasTraded(first) && run.every((bar) => isAlike(bar, first))) {
    return `${what}, alike in open, high, low and volume`;
  }
  const repeated = run.slice(1);
  const needed = repeated.every(({ volume }) => volume === 0) ? FEWEST_UNTRADED : FEWEST_CLOSES;
  const isUntraded = repeated.every((bar) => !bar.volume && isFlat(bar));
  if (!isUntraded || repeats < needed || pairs < FEWEST_OTHERS) return null;
  return repeats * Math.log((same + 1) / (pairs + 2)) < Math.log(IMPROBABLE) ? `${what}, without trade since` : null;
}

function hasTraded({ volume, high, low }: JudgedBar): boolean {
  return volume !== null && volume > 0 && high !== null && low !== null && high > low;
}

function isAlike(bar: JudgedBar, { open, high, low, volume }: JudgedBar): boolean {
  return bar.open === open && bar.high === high && bar.low === low && bar.volume === volume;
}

function isFlat({ open, high, low, close }: JudgedBar): boolean {
  return [open, high, low].every((price) => price === null || price === close);
}
