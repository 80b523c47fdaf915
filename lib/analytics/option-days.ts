import { blackScholesMerton, type OptionModel, type OptionTerms } from "./black-scholes-merton.ts";
import { firstAfter } from "./calendar-window.ts";
import { type DatedValue, productBetween } from "./dated-value.ts";
import { isoDate } from "./epoch-day.ts";
import { impliedVolatility } from "./implied-volatility.ts";
import type { Outcome } from "./outcome.ts";
import { PRICE_MAX_AGE_DAYS, priceAt } from "./price-at.ts";
import { intAt, valueAt } from "./value-at.ts";

const DAYS_A_YEAR = 365;
/** Stands in where no price says what volatility to expect. */
export const ASSUMED_VOLATILITY = 0.25;

export interface OptionContract {
  readonly type: "CALL" | "PUT";
  /** As of the entry: splits after it divide the strike. */
  readonly strike: number;
  /** Epoch day of the session it expires on: the last one on or before the date of the contract. */
  readonly expiryDay: number;
}

export interface OptionInput extends OptionContract {
  /** Per share, and the epoch day it was paid; on a closed day the next session counts. */
  readonly entryPrice: number;
  readonly entryDay: number;
  /** Closes as traded by session, NaN missing; splits and dividends by ex-date, ascending. */
  readonly underlying: {
    readonly closes: Float64Array;
    readonly splits: readonly DatedValue[];
    readonly dividends: readonly DatedValue[];
  };
  /** Of the contract as it is on each session, per share; NaN or null where there is none. */
  readonly quotes: Float64Array | null;
  /** Continuously compounded, a fraction a year. */
  readonly rate: number;
}

/** An option at the end of a session. */
export interface OptionDay {
  /** Per share of the underlying, of the contract as it is on that session. */
  readonly price: number;
  /** A quote of the session, or the model's price on the underlying. */
  readonly origin: "session" | "model";
  /** Epoch day of what the price rests on: the session itself, or the underlying's last close. */
  readonly priceDay: number;
  /** Behind model and greeks; null where the underlying has no price. */
  readonly terms: OptionTerms | null;
  readonly model: OptionModel | null;
  /** What had to be assumed; null where nothing had to. */
  readonly note: string | null;
}

interface Volatility {
  readonly value: number;
  readonly note: string | null;
}

/**
 * An option's price and greeks by session, from its entry to the session before its expiry; null elsewhere and where
 * neither a quote nor a close of the underlying (at most 7 days old) is known. A session's quote is its price; without
 * one Black–Scholes–Merton is, with the volatility of the newest known price, the entry price included, and 25% where
 * that price has none from 1% to 500%. The dividend yield is what the underlying paid in the 365 days up to the session,
 * over its close; time to expiry is calendar days / 365. Splits multiply contracts and divide strikes.
 */
export function optionDays(option: OptionInput, sessions: Int32Array): readonly (OptionDay | null)[] {
  const days: (OptionDay | null)[] = Array.from({ length: sessions.length }, () => null);
  const entry = firstAfter(sessions, option.entryDay - 1);
  const end = firstAfter(sessions, option.expiryDay - 1);
  let volatility = volatilityAtEntry(option, sessions, entry);
  for (let session = entry; session < end; session++) {
    const quote = option.quotes === null ? Number.NaN : valueAt(option.quotes, session);
    const underlying = underlyingAt(option, sessions, session);
    if (!Number.isNaN(quote) && underlying !== null) volatility = volatilityOf(quote, underlying.terms, "its quote");
    days[session] = optionDay(quote, underlying, volatility, intAt(sessions, session));
  }
  return days;
}

type Terms = Omit<OptionTerms, "volatility">;

interface Underlying {
  readonly terms: Terms;
  /** Epoch day of the close. */
  readonly day: number;
}

function optionDay(
  quote: number,
  underlying: Underlying | null,
  volatility: Volatility,
  day: number,
): OptionDay | null {
  const isQuoted = !Number.isNaN(quote);
  const terms = underlying && { ...underlying.terms, volatility: volatility.value };
  const model = terms && blackScholesMerton(terms);
  if (isQuoted) return { price: quote, origin: "session", priceDay: day, terms, model, note: volatility.note };
  if (underlying === null || model === null) return null;
  const old = underlying.day < day ? `the underlying's last close is of ${isoDate(underlying.day)}` : null;
  const note = [volatility.note, old].filter((text) => text !== null).join("; ");
  return { price: model.price, origin: "model", priceDay: underlying.day, terms, model, note: note || null };
}

/** Where the entry lies before the sessions, its volatility is not to be known. */
function volatilityAtEntry(option: OptionInput, sessions: Int32Array, entry: number): Volatility {
  const isKnown = entry < sessions.length && option.entryDay >= intAt(sessions, 0);
  const underlying = isKnown ? underlyingAt(option, sessions, entry) : null;
  if (underlying === null) return assumed("the underlying has no price of the entry");
  const ratio = productBetween(option.underlying.splits, option.entryDay, intAt(sessions, entry));
  return volatilityOf(option.entryPrice / ratio, underlying.terms, "its entry price");
}

function volatilityOf(price: number, terms: Terms, what: string): Volatility {
  const solved: Outcome<number> = impliedVolatility(price, terms);
  return solved.value === null ? assumed(`${what} has none (${solved.reason})`) : { value: solved.value, note: null };
}

function assumed(why: string): Volatility {
  return { value: ASSUMED_VOLATILITY, note: `volatility assumed at ${100 * ASSUMED_VOLATILITY}%: ${why}` };
}

function underlyingAt(option: OptionInput, sessions: Int32Array, session: number): Underlying | null {
  const { closes, splits, dividends } = option.underlying;
  const day = intAt(sessions, session);
  const found = priceAt(closes, sessions, day, PRICE_MAX_AGE_DAYS).value;
  if (found === null) return null;
  const closeDay = intAt(sessions, found.index);
  const spot = found.price / productBetween(splits, closeDay, day);
  const terms = {
    type: option.type,
    spot,
    strike: option.strike / productBetween(splits, option.entryDay, day),
    years: Math.max(0, option.expiryDay - day) / DAYS_A_YEAR,
    rate: option.rate,
    dividendYield: paidInAYear(dividends, splits, day) / spot,
  };
  return { terms, day: closeDay };
}

/** Dividends of the 365 days up to a day, per share as it is on that day. */
function paidInAYear(dividends: readonly DatedValue[], splits: readonly DatedValue[], through: number): number {
  let paid = 0;
  for (const { day, value } of dividends) {
    if (day > through) break;
    if (day > through - DAYS_A_YEAR) paid += value / productBetween(splits, day, through);
  }
  return paid;
}
