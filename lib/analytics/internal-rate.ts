import type { DatedValue } from "./dated-value.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

const STEPS = 4096;
/** Widest ln(1 + r) tried over spans of a year or more. */
const LOG_RANGE = 30;
/** Largest exponent used, below the one at which e^x overflows. */
const LARGEST_EXPONENT = 600;
const HALVINGS = 200;

/** Net flows by day, ascending, over years since the earliest; the longest of those times. */
interface Schedule {
  readonly amounts: Float64Array;
  readonly years: Float64Array;
  readonly span: number;
}

/**
 * Internal rate of return of dated flows, a fraction a year: Σ amount / (1 + r)^(days / 365) = 0, r > −1.
 * Flows that change sign once have one rate, bisected to the last bit. So have others at whose rate what is invested
 * never falls below nothing on the way (Soper 1959), as in an account that is never overdrawn; the rest are searched on a
 * grid of ln(1 + r), whose every sign change is bisected (two rates closer than a step of it may escape).
 *
 * Unknown without a positive and a negative flow, when all fall on one day, when no rate solves it, and when several do
 * (the reason lists them: none of them is "the" return).
 *
 * @param flows ascending by day, signed from the investor's side: money put in negative, taken out positive
 */
export function internalRate(flows: readonly DatedValue[]): Outcome<number> {
  if (!flows.some(({ value }) => value > 0) || !flows.some(({ value }) => value < 0)) {
    return unknown("the flows are all of one sign");
  }
  const schedule = scheduleOf(flows);
  if (schedule.span === 0) return unknown("all flows fall on one day");
  const rates = roots(schedule).map((u) => Math.expm1(u));
  const [rate, ...others] = rates;
  if (rate === undefined) return unknown("no rate solves the flows");
  if (others.length > 0) return unknown(`several rates solve the flows: ${rates.map(percent).join(", ")}`);
  if (rate <= -1) return unknown("the rate is too close to −100% to state by the year");
  return Number.isFinite(rate) ? known(rate) : unknown("the rate is too large to state by the year");
}

function scheduleOf(flows: readonly DatedValue[]): Schedule {
  const amounts = new Float64Array(flows.length);
  const years = new Float64Array(flows.length);
  const first = flows[0]?.day ?? 0;
  let count = 0;
  for (const { day, value } of flows) {
    const time = (day - first) / 365;
    if (count === 0 || time !== valueAt(years, count - 1)) years[count++] = time;
    amounts[count - 1] = valueAt(amounts, count - 1) + value;
  }
  return { amounts: amounts.subarray(0, count), years: years.subarray(0, count), span: valueAt(years, count - 1) };
}

/** By Descartes' rule (exponents need not be whole) the number of rates is at most this. */
function signChanges(amounts: Float64Array): number {
  const signs = Array.from(amounts, Math.sign).filter((sign) => sign !== 0);
  return signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
}

/** Zeros of the present value in u = ln(1 + r); the range widens for short spans, whose yearly rates are extreme. */
function roots(schedule: Schedule): number[] {
  const range = Math.min(LOG_RANGE * Math.max(1, 1 / schedule.span), LARGEST_EXPONENT / schedule.span);
  const changes = signChanges(schedule.amounts);
  if (changes === 0) return [];
  const atLow = presentValue(schedule, -range);
  if (atLow > 0 !== presentValue(schedule, range) > 0) {
    const found = bisect(schedule, -range, range, atLow > 0);
    if (changes === 1 || isOnly(schedule, found)) return [found];
  }
  return changes === 1 ? [] : rootsOnGrid(schedule, range);
}

/** The present value of each step follows from the one before by a multiplication a flow: e^x is the cost of the search. */
function rootsOnGrid(schedule: Schedule, range: number): number[] {
  const { amounts, years } = schedule;
  const terms = amounts.map((amount, i) => amount * Math.exp(range * valueAt(years, i)));
  const factors = years.map((time) => Math.exp((-2 * range * time) / STEPS));
  const found: number[] = [];
  let low = -range;
  let valueLow = sumOf(terms);
  if (valueLow === 0) found.push(low);
  for (let step = 1; step <= STEPS; step++) {
    const high = -range + (2 * range * step) / STEPS;
    for (let i = 0; i < terms.length; i++) terms[i] = valueAt(terms, i) * valueAt(factors, i);
    const valueHigh = sumOf(terms);
    if (valueHigh === 0) found.push(high);
    else if (valueLow !== 0 && valueLow > 0 !== valueHigh > 0) found.push(bisect(schedule, low, high, valueLow > 0));
    low = high;
    valueLow = valueHigh;
  }
  return found;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += valueAt(values, i);
  return sum;
}

/** Whether the present value of the flows up to each day but the last has the sign of the first: then no other rate is. */
function isOnly({ amounts, years }: Schedule, u: number): boolean {
  let sum = 0;
  for (let i = 0; i < amounts.length - 1; i++) {
    sum += valueAt(amounts, i) * Math.exp(-u * valueAt(years, i));
    if (Math.sign(sum) !== Math.sign(valueAt(amounts, 0))) return false;
  }
  return true;
}

function bisect(schedule: Schedule, from: number, to: number, positiveAtFrom: boolean): number {
  let low = from;
  let high = to;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (presentValue(schedule, middle) > 0 === positiveAtFrom) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function presentValue({ amounts, years }: Schedule, u: number): number {
  let sum = 0;
  for (let i = 0; i < amounts.length; i++) sum += valueAt(amounts, i) * Math.exp(-u * valueAt(years, i));
  return sum;
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(2)}%`;
}
