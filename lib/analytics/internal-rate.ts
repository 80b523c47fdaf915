import type { DatedValue } from "./dated-value.ts";
import { type ClosedSchedule, type FlowSchedule, flowSchedule } from "./flow-schedule.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { type GridStep, type RateGrid, rateGrid, rateRange } from "./rate-grid.ts";

const MOST_STEPS = 200;
/** Of ln(1 + r); Newton's next step would be its square. */
const TOLERANCE = 1e-12;
/** A present value of less than so much of its flows is 0 but for rounding. */
const ROUNDING = 1e-13;

/** Rates of flows that grow by the day: each is sought from the one before. */
export interface InternalRates {
  /** @param flow not before those added so far */
  add(flow: DatedValue): void;
  /** {@link internalRate} of the flows so far and a last one, which is not kept. */
  closedBy(closing: DatedValue): Outcome<number>;
}

/**
 * Internal rate of return of dated flows, a fraction a year: Σ amount / (1 + r)^(days / 365) = 0, r > −1.
 * Flows that change sign once have one rate, found by Newton's steps within a bracket. So have others at whose rate what
 * is invested never falls below nothing on the way (Soper 1959), as in an account that is never overdrawn; the rest are
 * searched on a grid of ln(1 + r) with steps of 1.5%: every sign change is solved, and where the present value turns back
 * within a step, the two rates around its turning point, or the one it only touches 0 at (of three rates or more within
 * one step some may escape).
 *
 * Unknown without a positive and a negative flow, when all fall on one day, when no rate solves it, and when several do
 * (the reason lists them: none of them is "the" return).
 *
 * @param flows ascending by day, signed from the investor's side: money put in negative, taken out positive
 */
export function internalRate(flows: readonly DatedValue[]): Outcome<number> {
  const rates = internalRates();
  for (const flow of flows.slice(0, -1)) rates.add(flow);
  return rates.closedBy(flows.at(-1) ?? { day: 0, value: 0 });
}

export function internalRates(): InternalRates {
  const schedule = flowSchedule();
  const flows: DatedValue[] = [];
  const signs = { positive: false, negative: false };
  const grid = gridOf(flows);
  let latest = 0;
  return {
    add(flow) {
      schedule.add(flow);
      flows.push(flow);
      signs.positive ||= flow.value > 0;
      signs.negative ||= flow.value < 0;
    },
    closedBy(closing) {
      const isOfOneSign = !(signs.positive || closing.value > 0) || !(signs.negative || closing.value < 0);
      if (isOfOneSign) return unknown("the flows are all of one sign");
      if (schedule.firstDay === null || closing.day === schedule.firstDay) return unknown("all flows fall on one day");
      const found = logRates(schedule, closing, { near: latest, grid });
      if (found.length === 1) latest = found[0] ?? 0;
      return outcomeOf(found);
    },
  };
}

function outcomeOf(logRates: readonly number[]): Outcome<number> {
  const rates = logRates.map((u) => Math.expm1(u));
  const [rate, ...others] = rates;
  if (rate === undefined) return unknown("no rate solves the flows");
  if (others.length > 0) return unknown(`several rates solve the flows: ${rates.map(percent).join(", ")}`);
  if (rate <= -1) return unknown("the rate is too close to −100% to state by the year");
  return Number.isFinite(rate) ? known(rate) : unknown("the rate is too large to state by the year");
}

/** Begun when it is first needed, which an account that is never overdrawn does not; it then goes on with the flows. */
function gridOf(flows: readonly DatedValue[]): (span: number) => RateGrid {
  let grid: RateGrid | null = null;
  let taken = 0;
  return (span) => {
    grid ??= rateGrid(span);
    for (const flow of flows.slice(taken)) grid.add(flow);
    taken = flows.length;
    return grid;
  };
}

interface Search {
  /** A rate to begin with. */
  readonly near: number;
  readonly grid: (span: number) => RateGrid;
}

/** Zeros of the present value in u = ln(1 + r). */
function logRates(flows: FlowSchedule, closing: DatedValue, { near, grid }: Search): number[] {
  const schedule = flows.closedBy(closing);
  const changes = schedule.signChanges();
  if (changes === 0) return [];
  const range = rateRange(schedule.span);
  const isPositive = (u: number) => schedule.presentValue(u).value > 0;
  const positiveAtLow = isPositive(-range);
  if (positiveAtLow !== isPositive(range)) {
    const found = solved(schedule, { low: -range, high: range, positiveAtLow }, near);
    if (changes === 1 || schedule.keepsItsSign(found)) return [found];
  }
  if (changes === 1) return [];
  return grid(schedule.span)
    .steps(closing, schedule.span)
    .flatMap((step) => zerosWithin(schedule, step));
}

function zerosWithin(schedule: ClosedSchedule, { kind, low, high }: GridStep): number[] {
  const zero = (from: number, to: number) => {
    const positiveAtLow = schedule.presentValue(from).value > 0;
    return solved(schedule, { low: from, high: to, positiveAtLow }, (from + to) / 2);
  };
  if (kind === "crossing") return [low === high ? low : zero(low, high)];
  const turn = turningPoint(schedule, low, high);
  if (turn === null) return [];
  const { value } = schedule.presentValue(turn);
  if (Math.abs(value) <= ROUNDING * schedule.grossValue(turn)) return [turn];
  const isBeyond = value > 0 !== schedule.presentValue(low).value > 0;
  return isBeyond ? [zero(low, turn), zero(turn, high)] : [];
}

/** Where the present value comes nearest to 0 between two rates and turns back; null where it does not. */
function turningPoint(schedule: ClosedSchedule, low: number, high: number): number | null {
  const sign = Math.sign(schedule.presentValue(low).value);
  const leads = (u: number) => sign * schedule.presentValue(u).slope < 0;
  if (!leads(low) || leads(high)) return null;
  let [before, after] = [low, high];
  for (let i = 0; i < MOST_STEPS && after - before > TOLERANCE * Math.max(1, Math.abs(before)); i++) {
    const middle = (before + after) / 2;
    if (leads(middle)) before = middle;
    else after = middle;
  }
  return (before + after) / 2;
}

interface Bracket {
  readonly low: number;
  readonly high: number;
  readonly positiveAtLow: boolean;
}

/** The zero within a bracket: by Newton's steps while they stay inside and halve, by halves otherwise. */
function solved(schedule: ClosedSchedule, bracket: Bracket, near: number): number {
  let { low, high } = bracket;
  let u = near > low && near < high ? near : (low + high) / 2;
  let moved = high - low;
  for (let i = 0; i < MOST_STEPS; i++) {
    const { value, slope } = schedule.presentValue(u);
    if (value === 0) return u;
    if (value > 0 === bracket.positiveAtLow) low = u;
    else high = u;
    const newton = u - value / slope;
    const isGood = newton >= low && newton <= high && Math.abs(newton - u) <= moved / 2;
    const next = isGood ? newton : (low + high) / 2;
    moved = Math.abs(next - u);
    u = next;
    if (moved <= TOLERANCE * Math.max(1, Math.abs(u))) return u;
  }
  return u;
}

function percent(rate: number): string {
  // Adding 0 makes 0 of −0.
  return `${(Math.round(1e4 * rate) / 100 + 0).toFixed(2)}%`;
}
