import { required } from "#lib/assert.ts";
import { datesBefore, datesThrough } from "../dates-before.ts";
import { presentSession } from "../nyse-calendar.ts";
import type { DailyAnswer, DailyFailure, PriceSource } from "../price-source.ts";
import { sampleBars } from "./sample/sample-bars.ts";
import { sampleFundamentals } from "./sample/sample-fundamentals.ts";
import { type SampleInstrument, sampleInstrument } from "./sample/sample-instrument.ts";
import { createSamplePaths, SAMPLE_EPOCH, type SamplePaths } from "./sample/sample-paths.ts";
import { sampleProfile } from "./sample/sample-profile.ts";

/** Chosen so that the years after the anchor date look ordinary: a rising index with a correction. */
export const SAMPLE_SEED = "nonet-123";

const INDEX = "SPY";
const SESSIONS_OF_A_YEAR_OF_RETURNS = 253;

export interface SampleMarketOptions {
  seed?: string;
  /** Tells profiles and fundamentals which session is the present. */
  clock?: () => Date;
}

function dailyOf(paths: SamplePaths, symbol: string, from: string, to: string): DailyAnswer | DailyFailure {
  const instrument = sampleInstrument(symbol);
  if (!instrument) return { symbol, code: "unknown-symbol", reason: `${symbol} is not a ticker` };
  const sessions = paths.sessions(to);
  const first = datesBefore(sessions, from);
  const end = datesThrough(sessions, to);
  if (end > first)
    return { symbol, bars: sampleBars(instrument, sessions, paths.closes(instrument, to), first, end), actions: [] };
  const reason =
    to < SAMPLE_EPOCH ? `the simulated market begins on ${SAMPLE_EPOCH}` : `no session from ${from} to ${to}`;
  return { symbol, code: "no-data", reason };
}

function yearOfCloses(paths: SamplePaths, instrument: SampleInstrument, asOf: string): Float64Array {
  const end = datesThrough(paths.sessions(asOf), asOf);
  return paths.closes(instrument, asOf).subarray(Math.max(0, end - SESSIONS_OF_A_YEAR_OF_RETURNS), end);
}

/**
 * The simulated market: offline, deterministic, serving any ticker. Daily returns are known betas on generating factors
 * plus a residual, both fat-tailed with clustered volatility; closes pass through an anchor close on a fixed date, so
 * that sample portfolios enter near their entry prices. No splits or dividends. See sample/ for each part, and
 * sample/sample-truth.ts for the betas its numbers are made with.
 */
export function createSampleMarket(options: SampleMarketOptions = {}): PriceSource {
  const paths = createSamplePaths(options.seed ?? SAMPLE_SEED);
  const clock = options.clock ?? (() => new Date());
  return {
    name: "sample",
    label: "Simulated market",
    simulated: true,
    remote: false,
    capabilities: new Set(["daily", "profile", "fundamentals"]),
    basis: "as traded",
    attribution: "Simulated prices, profiles and fundamentals; none of them is real",
    async daily(symbols, from, to, signal) {
      signal?.throwIfAborted();
      const results = symbols.map((symbol) => dailyOf(paths, symbol, from, to));
      return {
        answers: results.filter((result) => "bars" in result),
        failures: results.filter((result) => "code" in result),
      };
    },
    async profile(symbol) {
      const instrument = sampleInstrument(symbol);
      if (!instrument) return null;
      const asOf = presentSession(clock());
      const index = required(sampleInstrument(INDEX), "the index");
      const closes = { own: yearOfCloses(paths, instrument, asOf), index: yearOfCloses(paths, index, asOf) };
      return { ...sampleProfile(instrument, closes, sampleFundamentals(instrument, asOf)), symbol };
    },
    async search() {
      return [];
    },
    async fundamentals(symbol) {
      const instrument = sampleInstrument(symbol);
      const books = instrument && sampleFundamentals(instrument, presentSession(clock()));
      return books && { ...books, symbol };
    },
    async presentDate(now) {
      return presentSession(now);
    },
  };
}
