import { required } from "#lib/assert.ts";
import { looksLikeOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import type { InstrumentKind } from "../../price-source.ts";
import { RENAMINGS, type TradingLife, tradingLife } from "./designated-symbols.ts";
import type { Exposures } from "./generating-factors.ts";
import { KNOWN_COMPANIES, type KnownCompany, SECTORS } from "./known-companies.ts";
import { KNOWN_FUNDS, type KnownFund, type Payout } from "./known-funds.ts";
import { hashedUniform } from "./seeded-random.ts";

/** Everything the simulated market fixes about a symbol before any path is drawn; the same for every seed. */
export interface SampleInstrument {
  symbol: string;
  kind: InstrumentKind;
  name: string;
  sector: string | null;
  industry: string | null;
  exchange: string;
  anchorClose: number;
  /** On the anchor date; 0 for funds, whose share count is not simulated. */
  sharesOutstanding: number;
  exposures: Exposures;
  /** Standard deviation of the daily return the factors do not explain. */
  residualVolatility: number;
  payout: Payout;
  life: TradingLife;
}

const VALID_SYMBOL = /^[A-Z0-9._-]{1,20}$/;
const SESSIONS_A_YEAR = 252;
/** Of the companies no table names, so many pay dividends. */
const PAYING_SHARE = 0.5;

/** Typical betas by sector: market, rates, value, growth. */
const SECTOR_BETAS: Record<string, [number, number, number, number]> = {
  Technology: [1.2, 0.05, -0.3, 0.9],
  "Communication Services": [1.05, 0, -0.1, 0.5],
  "Consumer Cyclical": [1.15, 0, 0, 0.3],
  "Consumer Defensive": [0.65, 0.1, 0.4, -0.3],
  "Financial Services": [1.1, -0.2, 0.9, -0.4],
  Healthcare: [0.8, 0.05, 0.2, -0.1],
  Energy: [0.95, -0.25, 0.9, -0.7],
  Industrials: [1.05, -0.05, 0.4, -0.1],
  "Basic Materials": [1.05, -0.1, 0.6, -0.3],
  "Real Estate": [0.9, 0.35, 0.3, -0.1],
  Utilities: [0.55, 0.35, 0.5, -0.4],
};

/** A trait of the symbol between `low` and `high`, the same on every call. */
function trait(symbol: string, name: string, low: number, high: number): number {
  return low + (high - low) * hashedUniform(`${symbol}/${name}`);
}

function companyExposures(symbol: string, sector: string, large: boolean): Exposures {
  const [market, rates, value, growth] = required(SECTOR_BETAS[sector], `betas of ${sector}`);
  const around = (name: string, centre: number, spread: number) =>
    centre + trait(symbol, `beta/${name}`, -spread, spread);
  return {
    market: around("market", market, 0.2),
    rates: around("rates", rates, 0.1),
    value: around("value", value, 0.4),
    growth: around("growth", growth, 0.4),
    momentum: around("momentum", 0, 0.6),
    quality: around("quality", large ? 0.3 : -0.2, 0.6),
    size: around("size", large ? -0.1 : 0.6, 0.3),
    lowVolatility: around("lowVolatility", 0.1, 0.5),
  };
}

/** A company no table names: sector, price and size follow from its letters. */
function unknownCompany(symbol: string): KnownCompany {
  const sector = required(SECTORS[Math.floor(trait(symbol, "sector", 0, SECTORS.length))], "sector");
  return {
    name: `${symbol} (simulated company)`,
    sector,
    industry: `${sector} - Diversified`,
    exchange: trait(symbol, "exchange", 0, 1) < 0.5 ? "NASDAQ" : "NYSE",
    anchorClose: Math.round(100 * Math.exp(trait(symbol, "close", Math.log(15), Math.log(300)))) / 100,
    sharesInMillions: Math.round(Math.exp(trait(symbol, "shares", Math.log(30), Math.log(900)))),
    dividendYield: trait(symbol, "pays", 0, 1) < PAYING_SHARE ? trait(symbol, "yield", 0.008, 0.045) : 0,
  };
}

function company(symbol: string): SampleInstrument {
  const known = KNOWN_COMPANIES.get(symbol);
  const { sharesInMillions, dividendYield, ...described } = known ?? unknownCompany(symbol);
  const yearly = known ? trait(symbol, "residual", 0.13, 0.22) : trait(symbol, "residual", 0.2, 0.36);
  return {
    ...described,
    symbol,
    kind: "stock",
    sharesOutstanding: sharesInMillions * 1e6,
    exposures: companyExposures(symbol, described.sector, known !== undefined),
    residualVolatility: yearly / Math.sqrt(SESSIONS_A_YEAR),
    payout: { dividendYield, paymentsAYear: 4 },
    life: tradingLife(symbol),
  };
}

const fundInstrument = (symbol: string, fund: KnownFund): SampleInstrument => ({
  ...fund,
  symbol,
  sector: null,
  industry: null,
  exchange: fund.kind === "etf" ? "NYSE Arca" : "NASDAQ",
  sharesOutstanding: 0,
  life: tradingLife(symbol),
});

/**
 * The instrument behind a ticker: known companies and funds by their real name, any other ticker an invented company
 * whose traits follow from its letters. Class shares may be written BRK.B or BRK-B. Null for text that is no ticker, for
 * an option's symbol and for a ticker that has been renamed.
 */
export function sampleInstrument(ticker: string): SampleInstrument | null {
  const symbol = ticker.trim().toUpperCase().replaceAll("-", ".");
  if (!VALID_SYMBOL.test(symbol) || looksLikeOccSymbol(symbol) || RENAMINGS.has(symbol)) return null;
  const fund = KNOWN_FUNDS.get(symbol);
  return fund ? fundInstrument(symbol, fund) : company(symbol);
}
