import type { DatedValue } from "./dated-value.ts";
import { valueAt } from "./value-at.ts";

const YEAR_DAYS = 365;
const STEPS = 4096;
/** Widest ln(1 + r) tried over spans of a year or more. */
const LOG_RANGE = 30;
/** Largest exponent used, below the one at which e^x overflows. */
const LARGEST_EXPONENT = 600;
/** Days between flows whose factors are kept: those between sessions. */
const LONGEST_KEPT_GAP = 7;

/** Largest |ln(1 + r)| tried over a span of years; it widens for short ones, whose yearly rates are extreme. */
export function rateRange(span: number): number {
  return Math.min(LOG_RANGE * Math.max(1, 1 / span), LARGEST_EXPONENT / span);
}

/** Rates u = ln(1 + r), ascending, with what the flows so far are worth at each. */
export interface RateGrid {
  add(flow: DatedValue): void;
  /** Where the present value, closed by a last flow, is or may be 0 among the rates of ±range(span); ascending. */
  steps(closing: DatedValue, span: number): GridStep[];
}

/**
 * From one rate to the next. `crossing`: the present value changes its sign (or is 0 at the one rate the step is of);
 * `turn`: it does not, but is nearer to 0 than in the steps beside, and may be 0 within.
 */
export interface GridStep {
  readonly kind: "crossing" | "turn";
  readonly low: number;
  readonly high: number;
}

/**
 * Equal steps up to ±30, growing ones beyond, which only spans below a year reach. What the flows are worth at each rate
 * goes on from day to day by one multiplication; a longer span needs fewer rates, never others.
 *
 * @param span years over which it is looked at first
 */
export function rateGrid(span: number): RateGrid {
  const rates = gridRates(rateRange(span));
  const worth = new Float64Array(rates.length);
  const discount = new Float64Array(rates.length).fill(1);
  const closed = new Float64Array(rates.length);
  const kept = new Map<number, Float64Array>();
  let [from, to] = [0, rates.length];
  let now: number | null = null;

  function factorsOf(gap: number): Float64Array {
    const known = kept.get(gap);
    if (known) return known;
    const factors = new Float64Array(rates.length);
    for (let i = from; i < to; i++) factors[i] = Math.exp((-valueAt(rates, i) * gap) / YEAR_DAYS);
    if (gap <= LONGEST_KEPT_GAP) kept.set(gap, factors);
    return factors;
  }

  function goOn(day: number): void {
    const gap = day - (now ?? day);
    now = day;
    if (gap === 0) return;
    const factors = factorsOf(gap);
    for (let i = from; i < to; i++) discount[i] = valueAt(discount, i) * valueAt(factors, i);
  }

  return {
    add({ day, value }) {
      goOn(day);
      for (let i = from; i < to; i++) worth[i] = valueAt(worth, i) + value * valueAt(discount, i);
    },
    steps({ day, value }, years) {
      const range = rateRange(years);
      while (from < to && valueAt(rates, from) < -range) from++;
      while (from < to && valueAt(rates, to - 1) > range) to--;
      goOn(day);
      for (let i = from; i < to; i++) closed[i] = valueAt(worth, i) + value * valueAt(discount, i);
      return stepsOf(rates.subarray(from, to), closed.subarray(from, to));
    },
  };
}

function stepsOf(rates: Float64Array, values: Float64Array): GridStep[] {
  const steps: GridStep[] = [];
  for (let i = 0; i < rates.length; i++) {
    const [high, own] = [valueAt(rates, i), valueAt(values, i)];
    if (own === 0) steps.push({ kind: "crossing", low: high, high });
    if (i === 0) continue;
    const [low, before] = [valueAt(rates, i - 1), valueAt(values, i - 1)];
    if (own * before === 0) continue;
    if (own > 0 !== before > 0) steps.push({ kind: "crossing", low, high });
    else if (isNearer(values, i - 1, i - 2) && isNearer(values, i, i + 1)) steps.push({ kind: "turn", low, high });
  }
  return steps;
}

/** Whether the value at one rate is no further from 0 than at the one beside it, or that one is beyond 0 or the grid. */
function isNearer(values: Float64Array, at: number, beside: number): boolean {
  const [own, other] = [valueAt(values, at), values[beside] ?? Number.POSITIVE_INFINITY];
  return own > 0 !== other > 0 || Math.abs(own) <= Math.abs(other);
}

function gridRates(range: number): Float64Array {
  // Around 0, not on it: flows that add up to nothing are worth exactly that there, and have no sign to go by.
  const inner = Array.from({ length: STEPS }, (_, step) => -LOG_RANGE + (2 * LOG_RANGE * (step + 0.5)) / STEPS);
  const within = inner.filter((rate) => Math.abs(rate) <= range);
  const growth = 1 + 2 / STEPS;
  const outer: number[] = [];
  for (let rate = LOG_RANGE * growth; rate < range; rate *= growth) outer.push(rate);
  return Float64Array.from([...outer.map((rate) => -rate).toReversed(), ...within, ...outer]);
}
