import { aggregateReturns, type ReturnPeriod } from "#lib/analytics/aggregate-returns.ts";
import { annualizedReturn } from "#lib/analytics/annualized-return.ts";
import { calmarRatio } from "#lib/analytics/calmar-ratio.ts";
import { cumulativeReturns } from "#lib/analytics/cumulative-returns.ts";
import { downsideRisk } from "#lib/analytics/downside-risk.ts";
import { historicalValueAtRisk } from "#lib/analytics/historical-loss.ts";
import { informationRatio } from "#lib/analytics/information-ratio.ts";
import { omegaRatio } from "#lib/analytics/omega-ratio.ts";
import type { Outcome } from "#lib/analytics/outcome.ts";
import { paretoTail } from "#lib/analytics/pareto-tail.ts";
import { realizedVolatility } from "#lib/analytics/realized-volatility.ts";
import { returnsDrawdown } from "#lib/analytics/returns-drawdown.ts";
import { rolling } from "#lib/analytics/rolling.ts";
import { sharpeRatio } from "#lib/analytics/sharpe-ratio.ts";
import { sortinoRatio } from "#lib/analytics/sortino-ratio.ts";
import { stabilityOfTimeseries } from "#lib/analytics/stability-of-timeseries.ts";
import { tailRatio } from "#lib/analytics/tail-ratio.ts";
import { totalReturns } from "#lib/analytics/total-returns.ts";
import type { Answer } from "../agreement.ts";
import type { ReferenceFile } from "../reference-file.ts";
import { referenceDays, referenceFrame, referenceRate, referenceSeries } from "../reference-series.ts";
import type { ReferenceSource } from "../reference-source.ts";

type Inputs = Readonly<Record<string, unknown>>;
type Answers = ReferenceSource["answers"];

const PERIODS: Readonly<Record<string, number>> = { daily: 252, weekly: 52, monthly: 12, quarterly: 4, yearly: 1 };

/** Functions of returns alone. */
export const performanceAnswers: Answers = {
  simple_returns: ({ inputs }, file) => Array.from(totalReturns(referenceSeries(inputs.prices, file))).slice(1),
  cum_returns: each((returns, { starting_value }) =>
    Array.from(cumulativeReturns(returns), (value) => started(value, starting_value)),
  ),
  cum_returns_final: each((returns, { starting_value }) => {
    const total = cumulativeReturns(returns).at(-1);
    return total === undefined ? null : started(total, starting_value);
  }),
  aggregate_returns: ({ inputs }, file) =>
    Array.from(
      aggregateReturns(
        referenceSeries(inputs.returns, file),
        referenceDays(inputs.returns, file),
        inputs.convert_to as ReturnPeriod,
      ),
    ),
  max_drawdown: each((returns) => returnsDrawdown(returns).value?.depth ?? null),
  roll_max_drawdown: each((returns, { window }) =>
    rolled(returns, window, (from, to) => depth(returnsDrawdown(returns, from, to))),
  ),
  annual_return: each((returns, inputs) => annualizedReturn(returns, periodsOf(inputs)).value),
  cagr: each((returns, inputs) => annualizedReturn(returns, periodsOf(inputs)).value),
  annual_volatility: each(
    (returns, inputs) => realizedVolatility(returns, 0, returns.length, 2, periodsOf(inputs)).value,
  ),
  calmar_ratio: each((returns, inputs) => calmarRatio(returns, { periodsPerYear: periodsOf(inputs) }).value),
  omega_ratio: each((returns, { risk_free, required_return }, file) => {
    const requiredReturn = Number(required_return);
    return omegaRatio(returns, referenceRate(risk_free, file), { requiredReturn }).value;
  }),
  sharpe_ratio: each((returns, { risk_free }, file) => sharpeRatio(returns, referenceRate(risk_free, file)).value),
  roll_sharpe_ratio: each((returns, { window }) =>
    rolled(returns, window, (from, to) => sharpeRatio(returns, 0, { from, to })),
  ),
  downside_risk: each((returns, inputs, file) => {
    const target = referenceRate(inputs.required_return, file);
    return downsideRisk(returns, target, { periodsPerYear: periodsOf(inputs) }).value;
  }),
  sortino_ratio: each((returns, inputs, file) => {
    const target = referenceRate(inputs.required_return, file);
    return sortinoRatio(returns, target, { periodsPerYear: periodsOf(inputs) }).value;
  }),
  // The source's is per period, ours annualized.
  excess_sharpe: each(
    (returns, { factor_returns }, file) =>
      informationRatio(returns, referenceRate(factor_returns, file), { periodsPerYear: 1 }).value,
  ),
  stability_of_timeseries: each((returns) => stabilityOfTimeseries(returns).value),
  tail_ratio: each((returns) => tailRatio(returns).value),
  // Where nothing can be fitted the source answers zeros.
  gpd_risk_estimates: ({ inputs, expected }, file) => {
    const { value } = paretoTail(referenceSeries(inputs.returns, file), 0.99, "empyrical");
    if (value === null) return Array.from(expected as readonly unknown[], () => 0);
    return [value.threshold, value.scale, value.shape, value.valueAtRisk, value.expectedShortfall];
  },
  // The source's is the return at the quantile, ours the loss.
  value_at_risk: each((returns, { cutoff }) => {
    const { value } = historicalValueAtRisk(returns.toSorted(), 1 - Number(cutoff));
    return value && -value;
  }),
};

/** Applied to a series, or to each column of a frame. */
function each(answer: (returns: Float64Array, inputs: Inputs, file: ReferenceFile) => Answer): Answers[string] {
  return ({ inputs }, file) => {
    const frame = referenceFrame(inputs.returns, file);
    if (frame === null) return answer(referenceSeries(inputs.returns, file), inputs, file);
    return Object.fromEntries([...frame].map(([column, returns]) => [column, answer(returns, inputs, file)]));
  };
}

/** The source's rolling series begin with the first full window. */
export function rolled(
  { length: count }: { readonly length: number },
  window: unknown,
  figure: (from: number, to: number) => Outcome<number>,
): number[] {
  return Array.from(rolling(count, Number(window), figure)).slice(Number(window) - 1);
}

function depth(drawdown: ReturnType<typeof returnsDrawdown>): Outcome<number> {
  return drawdown.value === null ? drawdown : { value: drawdown.value.depth, reason: null };
}

function started(value: number, start: unknown): number {
  return Number(start) === 0 ? value : (1 + value) * Number(start);
}

function periodsOf({ period }: Inputs): number {
  return PERIODS[String(period)] ?? Number.NaN;
}
