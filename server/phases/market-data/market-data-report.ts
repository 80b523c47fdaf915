import { counted } from "#lib/counted.ts";
import type { PhaseWarning } from "#lib/run/events.ts";
import type { PhaseReport } from "#server/engine/phase.ts";
import { FACTORS_OF_REGRESSOR, type Regressor } from "#server/market/regressors.ts";
import { groupedReasons } from "../grouped-reasons.ts";
import { isPriced, type SessionCoverage } from "./session-coverage.ts";

export interface MarketDataResult {
  /** The portfolio's symbols, priced or not. */
  readonly coverage: readonly SessionCoverage[];
  readonly unavailable: readonly { readonly symbol: string; readonly reason: string }[];
  readonly missingRegressors: readonly { readonly symbol: Regressor; readonly reason: string }[];
  /** ETFs with prices on some of the run's dates only; `until` where they end before it does. */
  readonly shortRegressors: readonly {
    readonly symbol: Regressor;
    readonly priced: number;
    readonly dates: number;
    readonly until: string | null;
  }[];
  readonly refused: readonly { readonly symbol: string; readonly count: number; readonly first: string }[];
  readonly fetched: number;
  readonly stored: number;
}

/** The result in words; a shortfall of any kind is a warning that names it. */
export function reportMarketData(result: MarketDataResult): PhaseReport {
  const { coverage, unavailable, missingRegressors, shortRegressors, refused, fetched, stored } = result;
  const priced = coverage.length - unavailable.length;
  const percent = ((100 * priced) / coverage.length).toFixed(1);
  return {
    summary: `${priced}/${coverage.length} symbols priced (${percent}% coverage)`,
    counts: {
      priced,
      unavailable: unavailable.length,
      missingRegressors: missingRegressors.length,
      refusedPrices: refused.reduce((sum, { count }) => sum + count, 0),
      fetched,
      stored,
    },
    warnings: [
      ...warnUnavailable(unavailable),
      ...warnRegressors(missingRegressors),
      ...warnShortRegressors(shortRegressors),
      ...warnSessions(coverage),
      ...warnRefused(refused),
    ],
  };
}

function warnUnavailable(unavailable: MarketDataResult["unavailable"]): PhaseWarning[] {
  if (unavailable.length === 0) return [];
  const message = `${counted(unavailable.length, "symbol")} without prices`;
  return [{ code: "symbols-unavailable", message, items: groupedReasons(unavailable) }];
}

type Etfs = readonly { readonly symbol: Regressor }[];
const etfsOf = (etfs: Etfs) => etfs.map(({ symbol }) => symbol).join(", ");
const factorsOf = (etfs: Etfs) => [...new Set(etfs.flatMap(({ symbol }) => FACTORS_OF_REGRESSOR[symbol]))].join(", ");

/** Factors are named, since it is them that the reader will miss. */
function warnRegressors(missing: MarketDataResult["missingRegressors"]): PhaseWarning[] {
  if (missing.length === 0) return [];
  const message = `No prices of ${etfsOf(missing)}: ${factorsOf(missing)} cannot be fitted`;
  const items = missing.map(
    ({ symbol, reason }) => `${symbol}: ${reason} (${FACTORS_OF_REGRESSOR[symbol].join(", ")})`,
  );
  return [{ code: "regressors-unavailable", message, items }];
}

function warnShortRegressors(short: MarketDataResult["shortRegressors"]): PhaseWarning[] {
  if (short.length === 0) return [];
  const message = `No prices of ${etfsOf(short)} on some dates: ${factorsOf(short)} may lack observations`;
  const items = short.map(
    (etf) =>
      `${etf.symbol}${etf.until === null ? "" : ` has prices until ${etf.until}`}: ${etf.priced} of ${counted(etf.dates, "session")} priced (${factorsOf([etf])})`,
  );
  return [{ code: "regressors-incomplete", message, items }];
}

function warnSessions(coverage: readonly SessionCoverage[]): PhaseWarning[] {
  const short = coverage.filter((each) => isPriced(each) && each.unpriced > 0);
  if (short.length === 0) return [];
  const message = `${counted(short.length, "symbol")} without a price on some dates held`;
  const items = short.map(({ symbol, held, unpriced }) => `${symbol}: ${held - unpriced} of ${held} sessions priced`);
  return [{ code: "sessions-missing", message, items }];
}

function warnRefused(refused: MarketDataResult["refused"]): PhaseWarning[] {
  if (refused.length === 0) return [];
  const message = `Prices of ${counted(refused.length, "symbol")} refused as unusable`;
  const items = refused.map(({ symbol, count, first }) => `${symbol}: ${counted(count, "price")}, first ${first}`);
  return [{ code: "prices-refused", message, items }];
}
