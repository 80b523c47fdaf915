import { required } from "#lib/assert.ts";
import { presentSession } from "../nyse-calendar.ts";
import type { PriceSource } from "../price-source.ts";
import { isListed } from "./sample/designated-symbols.ts";
import { sampleDaily } from "./sample/sample-daily.ts";
import { sampleFundamentals } from "./sample/sample-fundamentals.ts";
import { sampleInstrument } from "./sample/sample-instrument.ts";
import { createSamplePaths } from "./sample/sample-paths.ts";
import { sampleProfile } from "./sample/sample-profile.ts";
import { sampleSearch } from "./sample/sample-search.ts";
import { trailingYear } from "./sample/trailing-year.ts";

/** Chosen so that the years after the anchor date look ordinary: a rising index with a correction. */
export const SAMPLE_SEED = "nonet-123";

const INDEX = "SPY";

export interface SampleMarketOptions {
  seed?: string;
  /** Tells profiles and fundamentals which session is the present. */
  clock?: () => Date;
}

/**
 * The simulated market: offline, deterministic, serving any ticker. Daily returns are known betas on generating factors
 * plus a residual, both fat-tailed with clustered volatility; closes pass through an anchor close on a fixed date, so
 * that sample portfolios enter near their entry prices. Splits and dividends are laid into closes as traded. A few
 * symbols are delisted, renamed, listed late or rarely traded. See sample/ for each part, and sample/sample-truth.ts for
 * the betas its numbers are made with.
 */
export function createSampleMarket(options: SampleMarketOptions = {}): PriceSource {
  const paths = createSamplePaths(options.seed ?? SAMPLE_SEED);
  const clock = options.clock ?? (() => new Date());
  return {
    name: "sample",
    label: "Simulated market",
    simulated: true,
    remote: false,
    capabilities: new Set(["daily", "profile", "fundamentals", "search", "option-quotes"]),
    basis: "as traded",
    attribution: "Simulated prices, profiles and fundamentals; none of them is real",
    async daily(symbols, from, to, signal) {
      signal?.throwIfAborted();
      const results = symbols.map((symbol) => sampleDaily(paths, symbol, from, to));
      return {
        answers: results.filter((result) => "bars" in result),
        failures: results.filter((result) => "code" in result),
      };
    },
    async profile(symbol) {
      const instrument = sampleInstrument(symbol);
      const asOf = presentSession(clock());
      const own = instrument && trailingYear(paths, instrument, asOf);
      if (!own) return null;
      const index = required(trailingYear(paths, required(sampleInstrument(INDEX), "the index"), asOf), "its year");
      return { ...sampleProfile(instrument, asOf, { own, index }, sampleFundamentals(instrument, asOf)), symbol };
    },
    async fundamentals(symbol) {
      const instrument = sampleInstrument(symbol);
      const asOf = presentSession(clock());
      const books = instrument && isListed(instrument.life, asOf) ? sampleFundamentals(instrument, asOf) : null;
      return books && { ...books, symbol };
    },
    async search(query) {
      return sampleSearch(query);
    },
    async presentDate(now) {
      return presentSession(now);
    },
  };
}
