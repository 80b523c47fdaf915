import { required } from "#lib/assert.ts";
import { datesBefore } from "../../dates-before.ts";
import { knownSplits, sharesSinceAnchor } from "./known-splits.ts";
import { exSessions } from "./payout-schedule.ts";
import type { SampleInstrument } from "./sample-instrument.ts";

/** What a share goes through before a session opens: the split first, then the dividend on each new share. */
export interface SessionAction {
  /** Index of the session. */
  readonly index: number;
  /** New shares per old; 1 where there is no split. */
  readonly split: number;
  /** Dollars per share as traded; 0 where there is none. */
  readonly dividend: number;
}

/** One symbol's simulated history by session index. */
export interface SamplePath {
  /** As traded, unrounded. */
  readonly closes: Float64Array;
  /** Closes without splits and dividends: their daily change is the generating model's return. */
  readonly totals: Float64Array;
  /** Ascending, at most one a session. */
  readonly actions: readonly SessionAction[];
}

const SESSIONS_A_YEAR = 252;
/** No payment takes more of a share's price, however far that has fallen since it was declared. */
const LARGEST_PAYMENT = 0.05;

const cents = (dollars: number) => Math.round(dollars * 100) / 100;
const hundredthsOfACent = (dollars: number) => Math.floor(dollars * 10_000) / 10_000;

/**
 * Dividends as they are declared: a company's stays the same for a calendar year, at its yield on the price the year
 * began with; a fund's follows its price.
 */
function declared(
  instrument: SampleInstrument,
  sessions: readonly string[],
  totals: Float64Array,
  anchor: number,
): SessionAction[] {
  const { dividendYield, paymentsAYear } = instrument.payout;
  return exSessions(instrument, sessions).map((index) => {
    const date = required(sessions[index], "session");
    const fixed = instrument.kind === "stock";
    const reference = fixed ? datesBefore(sessions, `${date.slice(0, 4)}-01-01`) : index - 1;
    const paidSince = Math.exp((-dividendYield * (reference - anchor)) / SESSIONS_A_YEAR);
    const price = ((totals[reference] ?? 0) * paidSince) / sharesSinceAnchor(instrument.symbol, date);
    const dividend = (price * dividendYield) / paymentsAYear;
    return { index, split: 1, dividend: fixed ? cents(dividend) : hundredthsOfACent(dividend) };
  });
}

/** Splits and declared dividends, ascending by session, those of one session together. */
function scheduled(declaredDividends: readonly SessionAction[], symbol: string, sessions: readonly string[]) {
  const byIndex = new Map(declaredDividends.map((action) => [action.index, action]));
  for (const { date, ratio } of knownSplits(symbol)) {
    const index = datesBefore(sessions, date);
    if (index === 0 || index >= sessions.length) continue;
    byIndex.set(index, { index, split: ratio, dividend: byIndex.get(index)?.dividend ?? 0 });
  }
  return [...byIndex.values()].toSorted((a, b) => a.index - b.index);
}

const atMost = (dividend: number, limit: number) => (dividend <= limit ? dividend : hundredthsOfACent(limit));

/** Writes closes at `level` times the totals of the sessions with from ≤ index < end. */
function fill({ closes, totals }: Omit<SamplePath, "actions">, from: number, end: number, level: number): void {
  for (let index = from; index < end; index++) closes[index] = (totals[index] ?? 0) * level;
}

/** Closes from the anchor on; answers with the actions as they were paid. */
function tradeForward(path: Omit<SamplePath, "actions">, anchor: number, planned: readonly SessionAction[]) {
  let level = 1;
  let reached = anchor;
  const paid = planned.map((action) => {
    fill(path, reached, action.index, level);
    const total = path.totals[action.index] ?? 0;
    const before = (total * level) / action.split;
    const dividend = atMost(action.dividend, before * LARGEST_PAYMENT);
    level = (before - dividend) / total;
    reached = action.index;
    return { ...action, dividend };
  });
  fill(path, reached, path.totals.length, level);
  return paid;
}

/** Closes before the anchor, from `planned` newest first. */
function tradeBackward(path: Omit<SamplePath, "actions">, anchor: number, planned: readonly SessionAction[]) {
  let level = 1;
  let reached = anchor;
  const paid = planned.map((action) => {
    fill(path, action.index, reached, level);
    const total = path.totals[action.index] ?? 0;
    const after = total * level;
    const dividend = atMost(action.dividend, (after * LARGEST_PAYMENT) / (1 - LARGEST_PAYMENT));
    level = ((after + dividend) * action.split) / total;
    reached = action.index;
    return { ...action, dividend };
  });
  fill(path, 0, reached, level);
  return paid;
}

/**
 * Lays splits and dividends into a path of total returns, away from the anchor in both directions, so that
 * (close + dividend) × split ÷ the close before is the path's own daily change.
 *
 * @param totals closes as if there were neither, by session; the anchor's close stays as it is
 */
export function asTraded(
  instrument: SampleInstrument,
  sessions: readonly string[],
  totals: Float64Array,
  anchor: number,
): SamplePath {
  const dividends = declared(instrument, sessions, totals, anchor);
  const planned = scheduled(dividends, instrument.symbol, sessions);
  const path = { closes: new Float64Array(totals.length), totals };
  const isLater = ({ index }: SessionAction) => index > anchor;
  const later = tradeForward(path, anchor, planned.filter(isLater));
  const earlier = tradeBackward(path, anchor, planned.filter((action) => !isLater(action)).toReversed());
  const actions = [...earlier.toReversed(), ...later].filter(({ split, dividend }) => split !== 1 || dividend > 0);
  return { ...path, actions };
}
