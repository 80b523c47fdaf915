import { type AlphaBeta, alphaBeta } from "#lib/analytics/alpha-beta.ts";
import { betaFragility } from "#lib/analytics/beta-fragility.ts";
import { captureRatio } from "#lib/analytics/capture-ratio.ts";
import { type MarketSide, marketCapture } from "#lib/analytics/market-capture.ts";
import type { Outcome } from "#lib/analytics/outcome.ts";
import { upDownCapture } from "#lib/analytics/up-down-capture.ts";
import type { Answer } from "../agreement.ts";
import { padded, referenceSeries } from "../reference-series.ts";
import type { ReferenceSource } from "../reference-source.ts";
import { performanceAnswers, rolled } from "./performance.ts";

type Answers = ReferenceSource["answers"];
type Pair = (returns: Float64Array, benchmark: Float64Array, window: unknown) => Answer;

/** The source's captures are of returns compounded to a year, ours of the mean session. */
const YEARLY = { periodsPerYear: 252 };
/** The source is content with two. */
const TWO_PAIRS = { minimum: 2 };

/** Functions of returns beside a benchmark. */
const benchmarkAnswers: Answers = {
  alpha: besides((returns, benchmark) => alphaBeta(returns, benchmark).value?.alpha ?? null),
  beta: besides((returns, benchmark) => alphaBeta(returns, benchmark).value?.beta ?? null),
  alpha_beta: besides((returns, benchmark) => pairOf(alphaBeta(returns, benchmark))),
  up_alpha_beta: besides((returns, benchmark) => pairOf(alphaBeta(returns, benchmark, { ...TWO_PAIRS, side: "up" }))),
  down_alpha_beta: besides((returns, benchmark) =>
    pairOf(alphaBeta(returns, benchmark, { ...TWO_PAIRS, side: "down" })),
  ),
  roll_alpha_beta: besides((returns, benchmark, window) => {
    const figure = (name: "alpha" | "beta") =>
      rolled(returns, window, (from, to) => figureOf(alphaBeta(returns, benchmark, { from, to }), name));
    const betas = figure("beta");
    return figure("alpha").map((alpha, i) => [alpha, betas[i] ?? Number.NaN]);
  }),
  beta_fragility_heuristic: besides((returns, benchmark) => betaFragility(returns, benchmark).value),
  capture: besides((returns, benchmark) => captureRatio(returns, benchmark).value),
  up_capture: besides(captureOn("up")),
  down_capture: besides(captureOn("down")),
  up_down_capture: besides((returns, benchmark) => upDownCapture(returns, benchmark, YEARLY).value),
  roll_up_capture: besides(rolledCapture("up")),
  roll_down_capture: besides(rolledCapture("down")),
  roll_up_down_capture: besides((returns, benchmark, window) =>
    rolled(returns, window, (from, to) => upDownCapture(returns, benchmark, { ...YEARLY, from, to })),
  ),
};

export const empyricalSource: ReferenceSource = {
  file: "empyrical_literal",
  title: "Returns, drawdown, ratios, alpha and beta, capture, value at risk (empyrical)",
  answers: { ...performanceAnswers, ...benchmarkAnswers },
  notHeld: {},
};

function besides(answer: Pair): Answers[string] {
  return ({ inputs }, file) => {
    const returns = referenceSeries(inputs.returns, file);
    const benchmark = referenceSeries(inputs.benchmark ?? inputs.factor_returns, file);
    const length = Math.max(returns.length, benchmark.length);
    return answer(padded(returns, length), padded(benchmark, length), inputs.window);
  };
}

function captureOn(side: MarketSide): Pair {
  return (returns, benchmark) => marketCapture(returns, benchmark, side, YEARLY).value;
}

function rolledCapture(side: MarketSide): Pair {
  return (returns, benchmark, window) =>
    rolled(returns, window, (from, to) => marketCapture(returns, benchmark, side, { ...YEARLY, from, to }));
}

function pairOf({ value }: Outcome<AlphaBeta>): Answer {
  return value && [value.alpha, value.beta];
}

function figureOf(fit: Outcome<AlphaBeta>, name: "alpha" | "beta"): Outcome<number> {
  return fit.value === null ? fit : { value: fit.value[name], reason: null };
}
