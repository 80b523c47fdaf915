import { firstAfter } from "./calendar-window.ts";
import { type DatedValue, productBetween } from "./dated-value.ts";
import type { OptionContract, OptionDay } from "./option-days.ts";
import { PRICE_MAX_AGE_DAYS, priceAt } from "./price-at.ts";
import { intAt, valueAt } from "./value-at.ts";

/** Prices of one symbol on the ledger's sessions. */
export interface LedgerPrices {
  /** As traded, NaN missing. */
  readonly closes: Float64Array;
  /** New shares per old, by ex-date, ascending; days outside the sessions count too. */
  readonly splits: readonly DatedValue[];
  /** Cash per share as traded, by ex-date, ascending. */
  readonly dividends: readonly DatedValue[];
}

export interface LedgerOption extends OptionContract {
  /** Its price and greeks by session; null where there is none. */
  readonly days: readonly (OptionDay | null)[];
}

/** One position of the ledger. Days are epoch days; one on a closed day counts on the next session. */
export interface LedgerPosition {
  /** Signed, as traded at entry: shares or contracts. */
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryDay: number;
  readonly exit: { readonly day: number; readonly price: number } | null;
  /** Units per share or contract: 100 for options. */
  readonly multiplier: number;
  /**
   * By the closes of `prices`; by the days of `option`; or by hand: at the newest of `valuations`, the entry price before
   * the first (cash, private positions).
   */
  readonly valuation: "closes" | "option" | "by-hand";
  /** Price per unit from a day on, ascending. */
  readonly valuations: readonly DatedValue[];
  /** Counts as cash: in equity, in no exposure and no weight. */
  readonly isCash: boolean;
  /** The symbol's, an option's underlying's; null where there are none. */
  readonly prices: LedgerPrices | null;
  readonly option: LedgerOption | null;
}

/**
 * What a mark rests on: a price of the session, the exit price or the settlement (`session`); a close at most 7 days
 * old (`recent`); an option's model on its underlying's last close (`model`); a dated valuation (`valuation`); the entry
 * price by rule (`entry-price`); the mark before, for want of a price (`carried`).
 */
export const MARK_ORIGINS = ["session", "recent", "model", "valuation", "entry-price", "carried"] as const;
export type MarkOrigin = (typeof MARK_ORIGINS)[number];

/** One session of one position. Money is signed with the quantity. */
export interface PositionDay {
  /** Index of the session. */
  readonly session: number;
  /** Units after the session's splits; on the last session of an ended position what was given up. */
  readonly quantity: number;
  /** Price per unit: close, exit price, settlement or what stands in for them. */
  readonly mark: number;
  /** Epoch day of the price behind the mark; null where no price is. */
  readonly markDay: number | null;
  readonly origin: MarkOrigin;
  /** 0 once ended. */
  readonly marketValue: number;
  /** Market value; of options delta × underlying close × units, null where that is not known; 0 for cash, 0 once ended. */
  readonly exposure: number | null;
  readonly pnl: number;
  readonly dividends: number;
  /** Into the ledger's cash: entry, exit or settlement, dividends. */
  readonly cashFlow: number;
  /** Against the entry price; 0 once ended. */
  readonly unrealized: number;
  /** Against the entry price, on the session it ends; 0 before. */
  readonly realized: number;
}

export interface PositionTrack {
  /** One per session held within the ledger, ascending; empty where it is never held. */
  readonly days: readonly PositionDay[];
  /** What it was worth just before the ledger's first session; 0 unless entered earlier. */
  readonly openingValue: number;
  /** The last day is its exit or its expiry. */
  readonly ended: boolean;
}

interface Ending {
  readonly session: number;
  /** Splits and dividends count up to this day. */
  readonly day: number;
  readonly kind: "exit" | "expiry";
}

interface Carried {
  readonly quantity: number;
  readonly mark: number;
  readonly markDay: number | null;
  /** Splits and dividends after this day are still to come. */
  readonly through: number;
}

const NEVER: PositionTrack = { days: [], openingValue: 0, ended: false };

/**
 * One position through the sessions `start` … last: P&L_t = (m_t − m_{t−1}) · q_t · multiplier with the mark rules of
 * {@link PositionDay}; before entry the mark is the entry price. A position entered before `start` is taken over at its
 * price of the session before (the entry price where there is none). Dividends go to holders with entry < ex ≤ exit.
 */
export function positionTrack(position: LedgerPosition, sessions: Int32Array, start: number): PositionTrack {
  const entry = firstAfter(sessions, position.entryDay - 1);
  const ending = endingOf(position, sessions, entry);
  const last = Math.min(ending?.session ?? Number.POSITIVE_INFINITY, sessions.length - 1);
  const first = Math.max(entry, start);
  if (first > last) return NEVER;
  const ended = ending !== null && ending.session === last;
  const opening = entry < start ? takenOver(position, sessions, start) : entered(position);
  const days: PositionDay[] = [];
  let carried = opening;
  for (let session = first; session <= last; session++) {
    const end = ended && session === last ? ending : null;
    const day = dayOf(position, sessions, session, carried, end, session === entry);
    days.push(day);
    const { quantity, mark, markDay } = day;
    carried = { quantity, mark, markDay, through: intAt(sessions, session) };
  }
  const openingValue = entry < start ? opening.quantity * opening.mark * position.multiplier : 0;
  return { days, openingValue, ended };
}

/** Null while the position is open; an expiry and an exit: the earlier, the exit where they meet. */
function endingOf(position: LedgerPosition, sessions: Int32Array, entry: number): Ending | null {
  const { exit, option } = position;
  const exiting: Ending | null = exit && { session: firstAfter(sessions, exit.day - 1), day: exit.day, kind: "exit" };
  if (option === null) return exiting;
  const expiry = Math.max(entry, firstAfter(sessions, option.expiryDay - 1));
  return exiting && exiting.session <= expiry ? exiting : { session: expiry, day: option.expiryDay, kind: "expiry" };
}

function entered({ quantity, entryPrice, entryDay }: LedgerPosition): Carried {
  return { quantity, mark: entryPrice, markDay: null, through: entryDay };
}

function takenOver(position: LedgerPosition, sessions: Int32Array, start: number): Carried {
  const through = start > 0 ? intAt(sessions, start - 1) : (sessions[0] ?? 0) - 1;
  const ratio = productBetween(position.prices?.splits ?? [], position.entryDay, through);
  const fallback = { mark: position.entryPrice / ratio, markDay: null };
  const price = start > 0 ? priceOf(position, sessions, start - 1) : null;
  return { quantity: position.quantity * ratio, ...(price ?? fallback), through };
}

function dayOf(
  position: LedgerPosition,
  sessions: Int32Array,
  session: number,
  before: Carried,
  end: Ending | null,
  isEntry: boolean,
): PositionDay {
  const through = end?.kind === "exit" ? Math.min(end.day, intAt(sessions, session)) : intAt(sessions, session);
  const ratio = productBetween(position.prices?.splits ?? [], before.through, through);
  const quantity = before.quantity * ratio;
  const previous = ratio === 1 ? before.mark : before.mark / ratio;
  const found = markOf(position, sessions, session, end);
  const { mark, markDay, origin } = found ?? standIn(position, previous, before.markDay);
  const units = quantity * position.multiplier;
  const cost = position.quantity * position.entryPrice * position.multiplier;
  const value = units * mark;
  const dividends = dividendsOf(position, before, through);
  return {
    session,
    quantity,
    mark,
    markDay,
    origin,
    dividends,
    marketValue: end ? 0 : value,
    exposure: end ? 0 : exposureOf(position, session, units, value),
    pnl: (mark - previous) * units,
    cashFlow: dividends + (end ? value : 0) - (isEntry ? cost : 0),
    unrealized: end ? 0 : value - cost,
    realized: end ? value - cost : 0,
  };
}

function exposureOf(
  { isCash, valuation, option }: LedgerPosition,
  session: number,
  units: number,
  value: number,
): number | null {
  if (isCash) return 0;
  if (valuation !== "option") return value;
  const { terms = null, model = null } = option?.days[session] ?? {};
  return terms && model ? model.delta * terms.spot * units : null;
}

interface Mark {
  readonly mark: number;
  readonly markDay: number | null;
  readonly origin: MarkOrigin;
}

/** The mark before, where there is no price: by rule for what is valued by hand, for want of one for what is not. */
function standIn({ valuation }: LedgerPosition, mark: number, markDay: number | null): Mark {
  return { mark, markDay, origin: valuation === "by-hand" ? "entry-price" : "carried" };
}

function markOf(position: LedgerPosition, sessions: Int32Array, session: number, end: Ending | null): Mark | null {
  if (end?.kind === "exit" && position.exit) {
    return { mark: position.exit.price, markDay: intAt(sessions, session), origin: "session" };
  }
  return end?.kind === "expiry" ? settlement(position, sessions, session) : priceOf(position, sessions, session);
}

/** What a position is priced at on a session, in units of that session's own splits; null where nothing prices it. */
function priceOf(position: LedgerPosition, sessions: Int32Array, session: number): Mark | null {
  const { valuation, prices, option } = position;
  if (valuation === "by-hand") return valuationAt(position, intAt(sessions, session));
  if (valuation === "closes") return prices && closeAt(prices, sessions, session);
  const day = option?.days[session];
  return day ? { mark: day.price, markDay: day.priceDay, origin: day.origin } : null;
}

function valuationAt({ valuations }: LedgerPosition, day: number): Mark | null {
  const newest = valuations.findLast((each) => each.day <= day);
  return newest ? { mark: newest.value, markDay: newest.day, origin: "valuation" } : null;
}

/** The last close at most 7 days old. */
function closeAt(prices: LedgerPrices, sessions: Int32Array, session: number): Mark | null {
  const day = intAt(sessions, session);
  const own = valueAt(prices.closes, session);
  if (!Number.isNaN(own)) return { mark: own, markDay: day, origin: "session" };
  const found = priceAt(prices.closes, sessions, day, PRICE_MAX_AGE_DAYS).value;
  if (found === null) return null;
  const markDay = intAt(sessions, found.index);
  return { mark: found.price / productBetween(prices.splits, markDay, day), markDay, origin: "recent" };
}

/** An option's intrinsic value, its strike after the splits since entry; null where the underlying has no price. */
function settlement({ option, prices, entryDay }: LedgerPosition, sessions: Int32Array, session: number): Mark | null {
  if (option === null || prices === null) return null;
  const underlying = closeAt(prices, sessions, session);
  if (underlying === null) return null;
  const strike = option.strike / productBetween(prices.splits, entryDay, intAt(sessions, session));
  const intrinsic = option.type === "CALL" ? underlying.mark - strike : strike - underlying.mark;
  return { ...underlying, mark: Math.max(0, intrinsic) };
}

/** Paid on the shares held on each ex-date; shorts pay. Options and what is valued by hand receive none. */
function dividendsOf({ prices, valuation }: LedgerPosition, before: Carried, through: number): number {
  if (prices === null || valuation !== "closes") return 0;
  let paid = 0;
  for (const { day, value } of prices.dividends) {
    if (day > through) break;
    if (day > before.through) paid += value * before.quantity * productBetween(prices.splits, before.through, day);
  }
  return paid;
}
