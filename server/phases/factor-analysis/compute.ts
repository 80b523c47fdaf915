import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { capBeta } from "#lib/analytics/cap-beta.ts";
import { difference } from "#lib/analytics/difference.ts";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import { knownValues } from "#lib/analytics/known-values.ts";
import { type OlsFit, ols } from "#lib/analytics/ols.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { type RidgeDesign, ridgeDesign } from "#lib/analytics/ridge.ts";
import { simpleRegression } from "#lib/analytics/simple-regression.ts";
import { valueAt } from "#lib/analytics/value-at.ts";
import type { symbolFactors } from "#server/db/schema/market.ts";
import type { PriceTable } from "#server/market/price-history.ts";
import type { Regressor } from "#server/market/regressors.ts";
import { SPREAD_WINDOW, SPREADS, STYLES } from "../factor-regressors.ts";

const MARKET = { days: 90, minimum: 30 } as const;
const RIDGE = { days: 90, minimum: 30, lambda: 1 } as const;

type Row = Omit<typeof symbolFactors.$inferInsert, "source" | "symbol" | "date">;
type Reasons = Record<string, string>;

export interface FactorModel {
  /** Ids of the factors no symbol can have, since a regressor of theirs has no prices. */
  readonly missing: ReadonlySet<string>;
  /**
   * The twelve factors of a symbol at a session of the table.
   *
   * @param returns the symbol's daily total returns by session, NaN missing
   */
  fit(returns: Float64Array, session: number): Row;
}

interface Style {
  readonly column: (typeof STYLES)[number]["column"];
  readonly factor: string;
  readonly series: Outcome<Float64Array>;
}

/** The styles that can be fitted at a session, decomposed once for all symbols, and why the others cannot. */
interface StyleDesign {
  readonly styles: readonly Style[];
  readonly design: Outcome<RidgeDesign>;
  readonly reasons: Reasons;
}

/**
 * The regressors of a price table, ready to fit symbols on. The design of the style factors is standardized and
 * decomposed once per session and shared by all symbols with full data.
 */
export function createFactorModel(table: PriceTable): FactorModel {
  const days = epochDays(table.sessions);
  const etf = (symbol: Regressor) => regressorReturns(table, symbol);
  const [market, rates] = [etf("SPY"), etf("TLT")];
  const styles = STYLES.map((style) => ({ ...style, series: etf(style.etf) }));
  const spreads = SPREADS.map((spread) => ({ ...spread, series: spreadReturns(etf(spread.long), etf(spread.short)) }));
  const designs = new Map<number, StyleDesign>();
  const designAt = (session: number) => {
    const design = designs.get(session) ?? styleDesign(styles, calendarWindow(days, session, RIDGE.days), session + 1);
    designs.set(session, design);
    return design;
  };
  return {
    missing: missingFactors([
      { factor: "market-beta", series: market },
      { factor: "rate-beta", series: rates },
      ...styles,
      ...spreads,
    ]),
    fit(returns, session) {
      const reasons: Reasons = {};
      const marketFrom = calendarWindow(days, session, MARKET.days);
      const spreadFrom = calendarWindow(days, session, SPREAD_WINDOW.days);
      const single = (regressor: Outcome<Float64Array>) =>
        regressor.value === null ? regressor : ols(returns, regressor.value, marketFrom, session + 1, MARKET.minimum);
      const row = {
        ...marketColumns(noted("market-beta", single(market), reasons)),
        ...rateColumns(noted("rate-beta", single(rates), reasons)),
        ...spreadColumns(spreads, returns, spreadFrom, session + 1, reasons),
        ...styleColumns(designAt(session), returns, reasons),
      };
      return { ...row, reasons: Object.keys(reasons).length > 0 ? reasons : null };
    },
  };
}

/** An ETF's returns; unknown with the reason every factor on it will carry. */
export function regressorReturns({ columns }: PriceTable, symbol: string): Outcome<Float64Array> {
  const returns = columns.get(symbol)?.returns;
  return returns?.some((value) => !Number.isNaN(value)) ? known(returns) : unknown(`${symbol} has no prices`);
}

function spreadReturns(long: Outcome<Float64Array>, short: Outcome<Float64Array>): Outcome<Float64Array> {
  if (long.value !== null && short.value !== null) return known(difference(long.value, short.value));
  return unknown([long.reason, short.reason].filter((reason) => reason !== null).join(", "));
}

function missingFactors(factors: readonly { factor: string; series: Outcome<Float64Array> }[]): ReadonlySet<string> {
  return new Set(factors.filter(({ series }) => series.value === null).map(({ factor }) => factor));
}

function noted<T>(factor: string, outcome: Outcome<T>, reasons: Reasons): T | null {
  if (outcome.reason !== null) reasons[factor] = outcome.reason;
  return outcome.value;
}

function marketColumns(fit: OlsFit | null) {
  return {
    marketBeta: fit && capBeta(fit.beta).beta,
    marketAlpha: fit?.alpha ?? null,
    marketR2: fit?.rSquared ?? null,
    marketStandardError: fit?.standardError ?? null,
    marketT: fit?.significance.value?.tStatistic ?? null,
    marketP: fit?.significance.value?.pValue ?? null,
    marketN: fit?.n ?? 0,
  };
}

function rateColumns(fit: OlsFit | null) {
  return {
    rateBeta: fit && capBeta(fit.beta).beta,
    rateAlpha: fit?.alpha ?? null,
    rateR2: fit?.rSquared ?? null,
    rateStandardError: fit?.standardError ?? null,
    rateT: fit?.significance.value?.tStatistic ?? null,
    rateP: fit?.significance.value?.pValue ?? null,
    rateN: fit?.n ?? 0,
  };
}

type SpreadColumn = (typeof SPREADS)[number]["column"];
interface Spread {
  readonly column: SpreadColumn;
  readonly factor: string;
  readonly series: Outcome<Float64Array>;
}

function spreadColumns(
  spreads: readonly Spread[],
  returns: Float64Array,
  from: number,
  to: number,
  reasons: Reasons,
): Pick<Row, SpreadColumn | `${SpreadColumn}R2` | "spreadN"> {
  const row: Partial<Record<SpreadColumn | `${SpreadColumn}R2`, number | null>> = {};
  let spreadN = 0;
  for (const { column, factor, series } of spreads) {
    const outcome =
      series.value === null ? series : simpleRegression(returns, series.value, from, to, SPREAD_WINDOW.minimum);
    const fit = noted(factor, outcome, reasons);
    row[column] = fit && capBeta(fit.beta).beta;
    row[`${column}R2`] = fit?.rSquared ?? null;
    spreadN = Math.max(spreadN, fit?.n ?? 0);
  }
  return { ...row, spreadN };
}

/** An ETF that is too young or does not move is left out like a missing one, so that the others are still fitted. */
function styleDesign(styles: readonly Style[], from: number, to: number): StyleDesign {
  const reasons: Reasons = {};
  const usable = styles.filter(({ factor, series }) => noted(factor, usableWithin(series, from, to), reasons) !== null);
  const series = usable.map((style) => style.series.value).filter((values) => values !== null);
  const design = series.length > 0 ? ridgeDesign(series, { from, to, ...RIDGE }) : unknown("no factor has prices");
  return { styles: usable, design, reasons };
}

function usableWithin(series: Outcome<Float64Array>, from: number, to: number): Outcome<Float64Array> {
  if (series.value === null) return series;
  const inWindow = knownValues(series.value, from, to);
  if (inWindow.length < RIDGE.minimum) return unknown(`the ETF has ${inWindow.length} of ${RIDGE.minimum} returns`);
  return inWindow.every((value) => value === inWindow[0]) ? unknown("the ETF does not move") : series;
}

type StyleColumn = (typeof STYLES)[number]["column"];

function styleColumns(
  { styles, design, reasons: missing }: StyleDesign,
  returns: Float64Array,
  reasons: Reasons,
): Pick<Row, StyleColumn | "ridgeR2" | "ridgeN"> {
  Object.assign(reasons, missing);
  const outcome = design.value === null ? design : design.value.solve(returns);
  const row: Partial<Record<StyleColumn, number | null>> = Object.fromEntries(
    STYLES.map((style) => [style.column, null]),
  );
  for (const [i, { column, factor }] of styles.entries()) {
    const fit = noted(factor, outcome, reasons);
    row[column] = fit && capBeta(valueAt(fit.betas, i)).beta;
  }
  return { ...row, ridgeR2: outcome.value?.rSquared ?? null, ridgeN: outcome.value?.n ?? 0 };
}
