import { firstAfter } from "./calendar-window.ts";
import { type DatedValue, productBetween, valuesBetween } from "./dated-value.ts";
import { PRICE_MAX_AGE_DAYS, priceAt } from "./price-at.ts";
import { intAt } from "./value-at.ts";

/** Prices of one symbol on the ledger's sessions. */
export interface LedgerPrices {
  /** As traded, NaN missing. */
  readonly closes: Float64Array;
  /** New shares per old, by ex-date, ascending; days outside the sessions count too. */
  readonly splits: readonly DatedValue[];
  /** Cash per share as traded, by ex-date, ascending. */
  readonly dividends: readonly DatedValue[];
}

export interface LedgerOption {
  readonly type: "CALL" | "PUT";
  readonly strike: number;
  /** Epoch day of the session it expires on: the last one on or before the date of the contract. */
  readonly expiryDay: number;
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
  /** By the closes of `prices`, or held at the entry price (cash, private positions, options without a model). */
  readonly valuation: "closes" | "entry-price";
  /** Counts as cash: in equity, in no exposure and no weight. */
  readonly isCash: boolean;
  /** The symbol's, an option's underlying's; null where there are none. */
  readonly prices: LedgerPrices | null;
  readonly option: LedgerOption | null;
}

/**
 * What a mark rests on: a close of the session, the exit price or the settlement (`session`); a close at most 7 days
 * old (`recent`); the mark before, for want of a price (`carried`); the entry price by rule (`entry-price`).
 */
export const MARK_ORIGINS = ["session", "recent", "carried", "entry-price"] as const;
export type MarkOrigin = (typeof MARK_ORIGINS)[number];

/** One session of one position. Money is signed with the quantity. */
export interface PositionDay {
  /** Index of the session. */
  readonly session: number;
  /** Units after the session's splits; on the last session of an ended position what was given up. */
  readonly quantity: number;
  /** Price per unit: close, exit price, settlement or what stands in for them. */
  readonly mark: number;
  /** Session of the price behind the mark; null where no price is. */
  readonly markSession: number | null;
  readonly origin: MarkOrigin;
  /** 0 once ended. */
  readonly marketValue: number;
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
  readonly markSession: number | null;
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
    const { quantity, mark, markSession } = day;
    carried = { quantity, mark, markSession, through: intAt(sessions, session) };
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
  return { quantity, mark: entryPrice, markSession: null, through: entryDay };
}

function takenOver(position: LedgerPosition, sessions: Int32Array, start: number): Carried {
  const through = start > 0 ? intAt(sessions, start - 1) : (sessions[0] ?? 0) - 1;
  const ratio = productBetween(position.prices?.splits ?? [], position.entryDay, through);
  const fallback = { mark: position.entryPrice / ratio, markSession: null };
  const price = start > 0 ? lastPrice(position, sessions, start - 1) : null;
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
  const previous = { mark: before.mark / ratio, markSession: before.markSession };
  const { mark, markSession, origin } = markOf(position, sessions, session, previous, end);
  const units = quantity * position.multiplier;
  const cost = position.quantity * position.entryPrice * position.multiplier;
  const value = units * mark;
  const dividends = dividendsOf(position, before, through);
  return {
    session,
    quantity,
    mark,
    markSession,
    origin,
    dividends,
    marketValue: end ? 0 : value,
    pnl: (mark - previous.mark) * units,
    cashFlow: dividends + (end ? value : 0) - (isEntry ? cost : 0),
    unrealized: end ? 0 : value - cost,
    realized: end ? value - cost : 0,
  };
}

interface Mark {
  readonly mark: number;
  readonly markSession: number | null;
  readonly origin: MarkOrigin;
}

function markOf(
  position: LedgerPosition,
  sessions: Int32Array,
  session: number,
  previous: Omit<Mark, "origin">,
  end: Ending | null,
): Mark {
  if (end?.kind === "exit" && position.exit)
    return { mark: position.exit.price, markSession: session, origin: "session" };
  if (end?.kind === "expiry") {
    return settlement(position, sessions, session) ?? { ...previous, origin: "carried" };
  }
  if (position.valuation === "entry-price") return { ...previous, origin: "entry-price" };
  return lastPrice(position, sessions, session) ?? { ...previous, origin: "carried" };
}

/** The last close at most 7 days old, in units of the session's own splits. */
function lastPrice({ prices, valuation }: LedgerPosition, sessions: Int32Array, session: number): Mark | null {
  if (prices === null || valuation === "entry-price") return null;
  return closeAt(prices, sessions, session);
}

function closeAt(prices: LedgerPrices, sessions: Int32Array, session: number): Mark | null {
  const day = intAt(sessions, session);
  const found = priceAt(prices.closes, sessions, day, PRICE_MAX_AGE_DAYS).value;
  if (found === null) return null;
  const later = found.stale ? productBetween(prices.splits, intAt(sessions, found.index), day) : 1;
  return { mark: found.price / later, markSession: found.index, origin: found.stale ? "recent" : "session" };
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

/** Paid on the shares held on each ex-date; shorts pay. Options and positions held at entry price receive none. */
function dividendsOf({ prices, valuation }: LedgerPosition, before: Carried, through: number): number {
  if (prices === null || valuation === "entry-price" || prices.dividends.length === 0) return 0;
  let paid = 0;
  for (const { day, value } of valuesBetween(prices.dividends, before.through, through)) {
    paid += value * before.quantity * productBetween(prices.splits, before.through, day);
  }
  return paid;
}
