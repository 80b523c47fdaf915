import { Temporal } from "temporal-polyfill";
import { sessionOnOrAfter } from "../../nyse-calendar.ts";
import type { Estimate, Fundamentals, Statement } from "../../price-source.ts";
import { sharesSinceAnchor } from "./known-splits.ts";
import { SAMPLE_ANCHOR_DATE } from "./sample-dates.ts";
import type { SampleInstrument } from "./sample-instrument.ts";
import { hashedUniform } from "./seeded-random.ts";

const QUARTERS = 12;
const YEARS = 5;
const FISCAL_QUARTERS = ["Q1", "Q2", "Q3", "Q4"] as const;

/** A quarter counted from year 0: 4 × year + 0 … 3. */
type Quarter = number;

/** The ratios that shape a company's books; the same on every call. */
interface Books {
  symbol: string;
  /** In shares of the day the books are read, as companies restate them after a split. */
  shares: number;
  /** Of the quarter that ends on the anchor date. */
  revenue: number;
  yearlyGrowth: number;
  grossMargin: number;
  operatingMargin: number;
  assetsToRevenue: number;
  liabilityShare: number;
  reportingDays: number;
}

const quarterOf = (date: string): Quarter =>
  4 * Number(date.slice(0, 4)) + Math.floor((Number(date.slice(5, 7)) - 1) / 3);

function quarterEnd(quarter: Quarter): string {
  const first = Temporal.PlainDate.from({ year: Math.floor(quarter / 4), month: 3 * (quarter % 4) + 1, day: 1 });
  return first.add({ months: 3 }).subtract({ days: 1 }).toString();
}

function booksOf(instrument: SampleInstrument, asOf: string): Books {
  const { symbol, sharesOutstanding, anchorClose } = instrument;
  const trait = (name: string, low: number, high: number) => low + (high - low) * hashedUniform(`${symbol}/${name}`);
  const grossMargin = trait("grossMargin", 0.3, 0.7);
  const operatingMargin = grossMargin * trait("operatingShare", 0.35, 0.6);
  const priceToEarnings = trait("priceToEarnings", 14, 32);
  const yearlyNetIncome = (sharesOutstanding * anchorClose) / priceToEarnings;
  return {
    symbol,
    shares: sharesOutstanding * sharesSinceAnchor(symbol, asOf),
    revenue: yearlyNetIncome / (operatingMargin * 0.8) / 4,
    yearlyGrowth: trait("growth", 0.01, 0.14),
    grossMargin,
    operatingMargin,
    assetsToRevenue: trait("assetsToRevenue", 1.2, 2.8),
    liabilityShare: trait("liabilityShare", 0.4, 0.75),
    reportingDays: Math.floor(trait("reportingDays", 18, 44)),
  };
}

/** Trend revenue of a quarter times its season and, unless only expected, its surprise. */
function revenueOf(books: Books, quarter: Quarter, surprise: boolean): number {
  const years = (quarter - quarterOf(SAMPLE_ANCHOR_DATE)) / 4;
  const season = 1 + 0.08 * (hashedUniform(`${books.symbol}/season/${quarter % 4}`) - 0.5);
  const news = surprise ? 1 + 0.06 * (hashedUniform(`${books.symbol}/surprise/${quarter}`) - 0.5) : 1;
  return books.revenue * (1 + books.yearlyGrowth) ** years * season * news;
}

const cents = (value: number) => Math.round(value * 100) / 100;

function incomeOf(books: Books, revenue: number): Statement["income"] {
  const operatingIncome = Math.round(revenue * books.operatingMargin);
  const netIncome = Math.round(operatingIncome * 0.8);
  return {
    revenue: Math.round(revenue),
    grossProfit: Math.round(revenue * books.grossMargin),
    operatingIncome,
    netIncome,
    ebitda: Math.round(operatingIncome + revenue * 0.05),
    epsDiluted: cents(netIncome / books.shares),
  };
}

function balanceOf(books: Books, quarter: Quarter): Statement["balance"] {
  const totalAssets = Math.round(revenueOf(books, quarter, false) * 4 * books.assetsToRevenue);
  const totalLiabilities = Math.round(totalAssets * books.liabilityShare);
  return {
    totalAssets,
    currentAssets: Math.round(totalAssets * 0.34),
    totalLiabilities,
    currentLiabilities: Math.round(totalLiabilities * 0.42),
    totalDebt: Math.round(totalLiabilities * 0.38),
    cash: Math.round(totalAssets * 0.11),
    equity: totalAssets - totalLiabilities,
  };
}

function statement(books: Books, last: Quarter, frequency: Statement["frequency"]): Statement {
  const count = frequency === "annual" ? 4 : 1;
  const revenue = Array.from({ length: count }, (_, back) => revenueOf(books, last - back, true)).reduce(
    (a, b) => a + b,
  );
  const operating = Math.round(revenue * books.operatingMargin * 0.95);
  const capex = Math.round(revenue * 0.06);
  return {
    periodEnd: quarterEnd(last),
    frequency,
    periodType: "reported",
    fiscalYear: Math.floor(last / 4),
    fiscalPeriod: frequency === "annual" ? "FY" : (FISCAL_QUARTERS[last % 4] ?? null),
    currency: "USD",
    income: incomeOf(books, revenue),
    balance: balanceOf(books, last),
    cashFlow: { operating, capex, freeCashFlow: operating - capex },
  };
}

function estimate(books: Books, last: Quarter, frequency: Statement["frequency"]): Estimate {
  const count = frequency === "annual" ? 4 : 1;
  const revenue = Array.from({ length: count }, (_, back) => revenueOf(books, last - back, false)).reduce(
    (a, b) => a + b,
  );
  const eps = (revenue * books.operatingMargin * 0.8) / books.shares;
  return {
    periodEnd: quarterEnd(last),
    frequency,
    periodType: "estimate",
    revenue: Math.round(revenue),
    epsDiluted: cents(eps),
    epsLow: cents(eps * 0.92),
    epsHigh: cents(eps * 1.09),
    analysts: 4 + Math.floor(30 * hashedUniform(`${books.symbol}/analysts`)),
  };
}

function earningsDate(books: Books, quarter: Quarter): string {
  return sessionOnOrAfter(Temporal.PlainDate.from(quarterEnd(quarter)).add({ days: books.reportingDays }).toString());
}

/**
 * The books of an invented or known company as reported by `asOf`: calendar quarters and years around the company's
 * own growth, season and surprises, scaled so that its anchor close is a plausible multiple of earnings. A quarter
 * reads the same whenever it is asked for, but for earnings per share after a split. Null for funds.
 */
export function sampleFundamentals(instrument: SampleInstrument, asOf: string): Fundamentals | null {
  if (instrument.kind !== "stock") return null;
  const books = booksOf(instrument, asOf);
  let reported = quarterOf(asOf) - 1;
  while (earningsDate(books, reported) > asOf) reported--;
  const lastYearEnd = reported - ((reported + 1) % 4);
  const yearEnds = Array.from({ length: YEARS }, (_, back) => lastYearEnd - 4 * back);
  return {
    symbol: instrument.symbol,
    statements: [
      ...Array.from({ length: QUARTERS }, (_, back) => statement(books, reported - back, "quarterly")),
      ...yearEnds.map((quarter) => statement(books, quarter, "annual")),
    ],
    estimates: [
      estimate(books, reported + 1, "quarterly"),
      estimate(books, reported + 2, "quarterly"),
      estimate(books, lastYearEnd + 4, "annual"),
      estimate(books, lastYearEnd + 8, "annual"),
    ],
    nextEarningsDate: earningsDate(books, reported + 1),
  };
}
