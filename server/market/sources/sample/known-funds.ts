import type { Exposures } from "./generating-factors.ts";

/** What a fund or company pays out: dividends of a year over price, 0–1, in so many payments. */
export interface Payout {
  readonly dividendYield: number;
  readonly paymentsAYear: 4 | 12;
}

/** A fund with its real name and the betas the simulated market gives it. */
export interface KnownFund {
  name: string;
  kind: "etf" | "fund";
  /** The simulated close on the anchor date, US dollars. */
  anchorClose: number;
  exposures: Exposures;
  /** Standard deviation of the daily return the factors do not explain. */
  residualVolatility: number;
  payout: Payout;
}

const quarterly = (percent: number): Payout => ({ dividendYield: percent / 100, paymentsAYear: 4 });
const monthly = (percent: number): Payout => ({ dividendYield: percent / 100, paymentsAYear: 12 });

function etf(
  name: string,
  anchorClose: number,
  residualVolatility: number,
  exposures: Exposures,
  payout = quarterly(0),
): KnownFund {
  return { name, kind: "etf", anchorClose, exposures, residualVolatility, payout };
}

function fund(...described: Parameters<typeof etf>): KnownFund {
  return { ...etf(...described), kind: "fund" };
}

/** Funds the simulated market knows by name, keyed by symbol; money market funds stand at 1.00 for ever. */
export const KNOWN_FUNDS: ReadonlyMap<string, KnownFund> = new Map([
  ["SPY", etf("SPDR S&P 500 ETF Trust", 548.3, 0.0002, { market: 1 }, quarterly(1.2))],
  ["IVV", etf("iShares Core S&P 500 ETF", 551, 0.0002, { market: 1 }, quarterly(1.3))],
  ["VOO", etf("Vanguard S&P 500 ETF", 504.2, 0.0002, { market: 1 }, quarterly(1.3))],
  ["VTI", etf("Vanguard Total Stock Market ETF", 270.1, 0.0004, { market: 1, size: 0.08 }, quarterly(1.3))],
  ["QQQ", etf("Invesco QQQ Trust", 480.1, 0.0015, { market: 1.1, growth: 1.4 }, quarterly(0.6))],
  [
    "DIA",
    etf("SPDR Dow Jones Industrial Average ETF Trust", 391.2, 0.0015, { market: 0.93, value: 0.4 }, quarterly(1.6)),
  ],
  ["VTV", etf("Vanguard Value ETF", 160.7, 0.0008, { market: 0.95, value: 1 }, quarterly(2.2))],
  ["VUG", etf("Vanguard Growth ETF", 374.9, 0.0008, { market: 1.05, growth: 1 }, quarterly(0.5))],
  ["VLUE", etf("iShares MSCI USA Value Factor ETF", 106.4, 0.0015, { market: 0.98, value: 1.3 }, quarterly(2.6))],
  ["MTUM", etf("iShares MSCI USA Momentum Factor ETF", 201.5, 0.001, { market: 1, momentum: 1 }, quarterly(0.9))],
  ["QUAL", etf("iShares MSCI USA Quality Factor ETF", 172.6, 0.0006, { market: 0.98, quality: 1 }, quarterly(1))],
  ["IWM", etf("iShares Russell 2000 ETF", 201.3, 0.0012, { market: 1.1, size: 1 }, quarterly(1.2))],
  ["SIZE", etf("iShares MSCI USA Size Factor ETF", 143.1, 0.001, { market: 1, size: 0.4 }, quarterly(1.5))],
  [
    "SCHD",
    etf("Schwab U.S. Dividend Equity ETF", 26.5, 0.0015, { market: 0.82, value: 0.8, quality: 0.4 }, quarterly(3.8)),
  ],
  ["VXUS", etf("Vanguard Total International Stock ETF", 69.1, 0.004, { market: 0.85, value: 0.3 }, quarterly(2.9))],
  [
    "USMV",
    etf("iShares MSCI USA Min Vol Factor ETF", 88.2, 0.0007, { market: 0.75, lowVolatility: 1 }, quarterly(1.6)),
  ],
  ["TLT", etf("iShares 20+ Year Treasury Bond ETF", 91.8, 0.0005, { rates: 1 }, monthly(4.4))],
  ["IEF", etf("iShares 7-10 Year Treasury Bond ETF", 94.2, 0.0005, { rates: 0.45 }, monthly(3.7))],
  ["SHY", etf("iShares 1-3 Year Treasury Bond ETF", 82.4, 0.0003, { rates: 0.08 }, monthly(3.9))],
  ["BND", etf("Vanguard Total Bond Market ETF", 72.2, 0.0004, { rates: 0.4 }, monthly(3.7))],
  ["AGG", etf("iShares Core U.S. Aggregate Bond ETF", 98.3, 0.0004, { rates: 0.4 }, monthly(3.8))],
  ["VTIP", etf("Vanguard Short-Term Inflation-Protected Securities ETF", 50.1, 0.0006, { rates: 0.1 }, quarterly(2.7))],
  ["MUB", etf("iShares National Muni Bond ETF", 104.5, 0.0006, { rates: 0.3 }, monthly(3.1))],
  [
    "LQD",
    etf(
      "iShares iBoxx $ Investment Grade Corporate Bond ETF",
      108.6,
      0.001,
      { rates: 0.55, market: 0.1 },
      monthly(4.5),
    ),
  ],
  [
    "HYG",
    etf("iShares iBoxx $ High Yield Corporate Bond ETF", 79.9, 0.0015, { market: 0.35, rates: 0.15 }, monthly(5.8)),
  ],
  ["DJP", etf("iPath Bloomberg Commodity Index Total Return ETN", 34.1, 0.009, { market: 0.3, rates: -0.1 })],
  ["VNQ", etf("Vanguard Real Estate ETF", 89.2, 0.006, { market: 0.9, rates: 0.35 }, quarterly(4))],
  ["GLD", etf("SPDR Gold Shares", 240, 0.009, { market: 0.05, rates: 0.2 })],
  ["FXNAX", fund("Fidelity U.S. Bond Index Fund", 10.3, 0.0004, { rates: 0.4 }, monthly(3.4))],
  ["VBTLX", fund("Vanguard Total Bond Market Index Fund Admiral Shares", 9.6, 0.0004, { rates: 0.4 }, monthly(3.7))],
  [
    "VWINX",
    fund("Vanguard Wellesley Income Fund", 26.2, 0.0008, { market: 0.38, rates: 0.28, value: 0.3 }, quarterly(3.4)),
  ],
  ["VTSAX", fund("Vanguard Total Stock Market Index Fund", 146.2, 0.0004, { market: 1, size: 0.08 }, quarterly(1.2))],
  ["FXAIX", fund("Fidelity 500 Index Fund", 215.3, 0.0002, { market: 1 }, quarterly(1.2))],
  ["SPAXX", fund("Fidelity Government Money Market Fund", 1, 0, {})],
  ["VMFXX", fund("Vanguard Federal Money Market Fund", 1, 0, {})],
]);
