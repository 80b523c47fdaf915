import { cornishFisherExpectedShortfall, cornishFisherValueAtRisk } from "./cornish-fisher-loss.ts";
import { historicalExpectedShortfall, historicalValueAtRisk } from "./historical-loss.ts";
import { knownValues } from "./known-values.ts";
import { type Moments, moments } from "./moments.ts";
import { normalExpectedShortfall, normalValueAtRisk } from "./normal-loss.ts";
import { known, type Outcome, unknown } from "./outcome.ts";

const FEWEST_RETURNS = 250;
const MOST_RETURNS = 500;

/** Value at risk and expected shortfall of one session, fractions of equity, losses positive. */
export interface TailLosses {
  readonly var95: Outcome<number>;
  readonly var99: Outcome<number>;
  readonly es95: Outcome<number>;
  readonly es99: Outcome<number>;
}

export interface TailRisk {
  /** Returns used: the newest, at most 500. */
  readonly n: number;
  readonly historical: TailLosses;
  readonly normal: TailLosses;
  readonly cornishFisher: TailLosses;
}

/**
 * How much a session may cost, three ways, from the newest 500 known returns. Every figure is unknown with fewer than
 * 250; normal and Cornish–Fisher where the returns do not vary; Cornish–Fisher also outside its domain.
 */
export function tailRisk(returns: Float64Array): TailRisk {
  const recent = knownValues(returns).slice(-MOST_RETURNS);
  const n = recent.length;
  if (n < FEWEST_RETURNS) {
    const none = lossesBy(() => unknown(`${n} of ${FEWEST_RETURNS} returns`));
    return { n, historical: none, normal: none, cornishFisher: none };
  }
  const shape = moments(recent);
  const sorted = recent.sort();
  return {
    n,
    historical: lossesBy(
      (level) => historicalValueAtRisk(sorted, level),
      (level) => historicalExpectedShortfall(sorted, level),
    ),
    normal: lossesBy(
      (level) => ofShape(shape, (values) => known(normalValueAtRisk(values, level))),
      (level) => ofShape(shape, (values) => known(normalExpectedShortfall(values, level))),
    ),
    cornishFisher: lossesBy(
      (level) => ofShape(shape, (values) => cornishFisherValueAtRisk(values, level)),
      (level) => ofShape(shape, (values) => cornishFisherExpectedShortfall(values, level)),
    ),
  };
}

type LossAt = (level: number) => Outcome<number>;

function lossesBy(valueAtRisk: LossAt, expectedShortfall: LossAt = valueAtRisk): TailLosses {
  return {
    var95: valueAtRisk(0.95),
    var99: valueAtRisk(0.99),
    es95: expectedShortfall(0.95),
    es99: expectedShortfall(0.99),
  };
}

function ofShape(shape: Outcome<Moments>, loss: (shape: Moments) => Outcome<number>): Outcome<number> {
  return shape.value === null ? shape : loss(shape.value);
}
