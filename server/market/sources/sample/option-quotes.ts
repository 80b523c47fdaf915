import { formatOccSymbol, type OptionContract, rootOf } from "#lib/portfolio-import/occ-symbol.ts";
import { sessionOnOrBefore } from "../../nyse-calendar.ts";
import type { Bar } from "../../price-source.ts";
import { KNOWN_COMPANIES } from "./known-companies.ts";
import { optionPrice } from "./option-price.ts";
import type { SampleInstrument } from "./sample-instrument.ts";
import { impliedCovariance } from "./sample-truth.ts";
import { hashedUniform, indexedUniform } from "./seeded-random.ts";

const RATE = 0.04;
const DAYS_A_YEAR = 365;
const SESSIONS_A_YEAR = 252;
const DAY_MS = 86_400_000;
const TWO_32 = 2 ** 32;
/** The longest any option is quoted for before it expires. */
const LIFE_DAYS = 3 * DAYS_A_YEAR;
/** How far a session's volatility lies from the underlying's usual, at most. */
const NOISE = 0.03;

const day = (date: string) => Date.parse(date) / DAY_MS;
const isoDate = (epochDay: number) => new Date(epochDay * DAY_MS).toISOString().slice(0, 10);

/** Class shares lose their dot in the root of an option: BRKB is on BRK.B. */
const TICKERS_OF_ROOTS = new Map(
  [...KNOWN_COMPANIES.keys()].filter((symbol) => rootOf(symbol) !== symbol).map((symbol) => [rootOf(symbol), symbol]),
);

/** The ticker of the underlying. */
export function underlyingOf({ root }: OptionContract): string {
  return TICKERS_OF_ROOTS.get(root) ?? root;
}

/** The sessions on which a contract is quoted: from three years before it expires to the last one by then. */
export function quotedDates({ expiration }: OptionContract): { readonly from: string; readonly to: string } {
  return { from: isoDate(day(expiration) - LIFE_DAYS), to: sessionOnOrBefore(expiration) };
}

/** What the market expects of the underlying: its own volatility and a premium, the same for every strike and date. */
function impliedVolatility({ symbol }: SampleInstrument): number {
  const own = Math.sqrt(impliedCovariance(symbol, symbol) * SESSIONS_A_YEAR);
  return own * (1.05 + 0.15 * hashedUniform(`${symbol}/volatility premium`));
}

/**
 * Quotes of a contract from its underlying's bars, one a session: Black–Scholes to the cent, at least one. Its terms
 * are those its symbol names on every date; after a split of the underlying the adjusted contract is another symbol.
 */
export function optionQuotes(contract: OptionContract, underlying: SampleInstrument, bars: readonly Bar[]): Bar[] {
  const usual = impliedVolatility(underlying);
  const symbol = formatOccSymbol(contract);
  const seed = Math.floor(hashedUniform(`${symbol}/quotes`) * TWO_32);
  const expiry = day(quotedDates(contract).to);
  return bars.map(({ date, close }) => {
    const noise = NOISE * (2 * indexedUniform(seed, day(date)) - 1);
    const value = optionPrice({
      type: contract.type,
      spot: close,
      strike: Number(contract.strike),
      years: (expiry - day(date)) / DAYS_A_YEAR,
      rate: RATE,
      volatility: usual * (1 + noise),
    });
    const quote = Math.max(0.01, Math.round(value * 100) / 100);
    return { date, open: null, high: null, low: null, close: quote, volume: null };
  });
}
