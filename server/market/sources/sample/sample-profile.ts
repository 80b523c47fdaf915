import { sampleCovariance, sampleVariance } from "simple-statistics";
import { required } from "#lib/assert.ts";
import type { Fundamentals, Profile } from "../../price-source.ts";
import { sharesSinceAnchor } from "./known-splits.ts";
import type { SampleInstrument } from "./sample-instrument.ts";
import { hashedUniform } from "./seeded-random.ts";
import type { TrailingYear } from "./trailing-year.ts";

const YEAR = 252;

/** The year up to the session the profile describes, of the symbol and of the index. */
export interface ProfileYear {
  readonly own: TrailingYear;
  readonly index: TrailingYear;
}

const returnsOf = (closes: Float64Array) =>
  Array.from(closes.subarray(1), (close, before) => close / required(closes[before], "close") - 1);

const hundredths = (value: number) => Math.round(value * 100) / 100;
const tenThousandths = (value: number) => Math.round(value * 10_000) / 10_000;

function trailingBeta({ own, index }: ProfileYear): number | null {
  const [y, x] = [returnsOf(own.totals), returnsOf(index.totals.subarray(-own.totals.length))];
  return y.length >= 30 ? hundredths(sampleCovariance(y, x) / sampleVariance(x)) : null;
}

function multiples(close: number, books: Fundamentals | null): Pick<Profile, "peRatio" | "forwardPe"> {
  if (!books) return { peRatio: null, forwardPe: null };
  const quarters = books.statements.filter((statement) => statement.frequency === "quarterly").slice(0, 4);
  const trailing = quarters.reduce((sum, quarter) => sum + (quarter.income.epsDiluted ?? 0), 0);
  const forward = books.estimates.find((estimate) => estimate.frequency === "annual")?.epsDiluted ?? 0;
  return {
    peRatio: trailing > 0 ? hundredths(close / trailing) : null,
    forwardPe: forward > 0 ? hundredths(close / forward) : null,
  };
}

function targets(
  instrument: SampleInstrument,
  close: number,
): Pick<Profile, "targetLow" | "targetMean" | "targetHigh"> {
  if (instrument.kind !== "stock") return { targetLow: null, targetMean: null, targetHigh: null };
  const mean = close * (0.98 + 0.2 * hashedUniform(`${instrument.symbol}/target`));
  return { targetLow: hundredths(mean * 0.8), targetMean: hundredths(mean), targetHigh: hundredths(mean * 1.22) };
}

/** Profile of an instrument at the session `asOf`, the last of the year given; beta is the year's on the simulated index. */
export function sampleProfile(
  instrument: SampleInstrument,
  asOf: string,
  year: ProfileYear,
  books: Fundamentals | null,
): Profile {
  const close = required(year.own.closes.at(-1), "last close");
  const closes = year.own.closes.subarray(-YEAR);
  const shares = instrument.sharesOutstanding * sharesSinceAnchor(instrument.symbol, asOf);
  return {
    symbol: instrument.symbol,
    kind: instrument.kind,
    name: instrument.name,
    sector: instrument.sector,
    industry: instrument.industry,
    exchange: instrument.exchange,
    country: "United States",
    currency: "USD",
    marketCap: shares > 0 ? Math.round(shares * close) : null,
    ...multiples(close, books),
    dividendYield: tenThousandths(year.own.dividends / close),
    beta: trailingBeta(year),
    week52Low: hundredths(Math.min(...closes)),
    week52High: hundredths(Math.max(...closes)),
    ...targets(instrument, close),
    description: `${instrument.name} in the simulated market: its prices and figures are generated, not real.`,
    website: null,
  };
}
