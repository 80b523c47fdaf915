import type { DatedValue } from "./dated-value.ts";
import { intAt, valueAt } from "./value-at.ts";

const YEAR_DAYS = 365;

/** Flows by day, ascending, one net amount a day; flows are added at the end. */
export interface FlowSchedule {
  readonly firstDay: number | null;
  add(flow: DatedValue): void;
  /** With `closing` as the last flow; not before the flows added so far. */
  closedBy(closing: DatedValue): ClosedSchedule;
}

/** Flows from the first to the last one, for one look at them: the next flow added ends it. */
export interface ClosedSchedule {
  /** Years from the first to the last flow. */
  readonly span: number;
  /** By Descartes' rule (exponents need not be whole) the number of rates is at most this. */
  signChanges(): number;
  /** Σ amount · e^(−u · years since the first), and its derivative by u. */
  presentValue(u: number): ValueAndSlope;
  /** Σ |amount| · e^(−u · years since the first): what the present value's rounding is measured by. */
  grossValue(u: number): number;
  /** Whether the present value of the flows up to each day but the last has the sign of the first. */
  keepsItsSign(u: number): boolean;
}

export interface ValueAndSlope {
  readonly value: number;
  readonly slope: number;
}

/** Flows and what lies between them, in arrays that grow. */
interface Kept {
  amounts: Float64Array<ArrayBuffer>;
  /** By flow, which of `gaps` lies before it. */
  places: Int32Array<ArrayBuffer>;
  count: number;
  /** Days from one flow to the next, each number of them once. */
  readonly gaps: number[];
}

/**
 * The days between flows are few different numbers: e^x is taken once for each of them, and the powers are multiplied
 * up from there.
 */
export function flowSchedule(): FlowSchedule {
  const kept: Kept = { amounts: new Float64Array(64), places: new Int32Array(64), count: 0, gaps: [] };
  const placeOf = new Map<number, number>();
  let firstDay: number | null = null;
  let lastDay = 0;

  const placed = (gap: number) => {
    const place = placeOf.get(gap) ?? kept.gaps.push(gap) - 1;
    placeOf.set(gap, place);
    return place;
  };
  return {
    get firstDay() {
      return firstDay;
    },
    add({ day, value }) {
      const isFirst = firstDay === null;
      firstDay ??= day;
      if (isFirst || day !== lastDay) append(kept, isFirst ? 0 : placed(day - lastDay));
      kept.amounts[kept.count - 1] = valueAt(kept.amounts, kept.count - 1) + value;
      lastDay = day;
    },
    closedBy: ({ day, value }) => closedSchedule(closed(kept, { gap: day - lastDay, value }), day - (firstDay ?? day)),
  };
}

function append(kept: Kept, place: number): void {
  if (kept.count === kept.amounts.length) {
    const { amounts, places } = kept;
    kept.amounts = new Float64Array(2 * kept.count);
    kept.amounts.set(amounts);
    kept.places = new Int32Array(2 * kept.count);
    kept.places.set(places);
  }
  kept.places[kept.count] = place;
  kept.count++;
}

/** The flows before the closing day, and that day's net amount. */
interface Closed extends Readonly<Pick<Kept, "amounts" | "places" | "gaps" | "count">> {
  readonly amount: number;
  /** Days from the last flow before. */
  readonly gap: number;
}

function closed(kept: Kept, { gap, value }: { readonly gap: number; readonly value: number }): Closed {
  if (kept.count === 0) return { ...kept, amount: value, gap: 0 };
  if (gap > 0) return { ...kept, amount: value, gap };
  const last = kept.count - 1;
  const gapBefore = last === 0 ? 0 : (kept.gaps[intAt(kept.places, last)] ?? 0);
  return { ...kept, count: last, amount: valueAt(kept.amounts, last) + value, gap: gapBefore };
}

function closedSchedule(flows: Closed, days: number): ClosedSchedule {
  const factors = new Float64Array(flows.gaps.length);
  const factorsAt = (u: number) => {
    for (const [place, gap] of flows.gaps.entries()) factors[place] = Math.exp((-u * gap) / YEAR_DAYS);
    return factors;
  };
  return {
    span: days / YEAR_DAYS,
    signChanges: () => signChanges(flows),
    presentValue: (u) => presentValue(flows, u, factorsAt(u)),
    grossValue: (u) => grossValue(flows, factorsAt(u), u),
    keepsItsSign: (u) => keepsItsSign(flows, factorsAt(u)),
  };
}

function signChanges({ amounts, count, amount }: Closed): number {
  let sign = 0;
  let changes = 0;
  for (let i = 0; i <= count; i++) {
    const own = Math.sign(i < count ? valueAt(amounts, i) : amount);
    if (own === 0) continue;
    if (sign !== 0 && own !== sign) changes++;
    sign = own;
  }
  return changes;
}

/** From the last flow back, by Horner's rule. */
function presentValue({ amounts, places, gaps, count, amount, gap }: Closed, u: number, factors: Float64Array) {
  let value = amount;
  let slope = 0;
  let years = gap / YEAR_DAYS;
  let factor = Math.exp(-u * years);
  for (let i = count - 1; i >= 0; i--) {
    slope = factor * (slope - years * value);
    value = valueAt(amounts, i) + factor * value;
    const place = intAt(places, i);
    years = (gaps[place] ?? 0) / YEAR_DAYS;
    factor = valueAt(factors, place);
  }
  return { value, slope };
}

function grossValue({ amounts, places, count, amount, gap }: Closed, factors: Float64Array, u: number): number {
  let value = Math.abs(amount);
  let factor = Math.exp((-u * gap) / YEAR_DAYS);
  for (let i = count - 1; i >= 0; i--) {
    value = Math.abs(valueAt(amounts, i)) + factor * value;
    factor = valueAt(factors, intAt(places, i));
  }
  return value;
}

function keepsItsSign({ amounts, places, count }: Closed, factors: Float64Array): boolean {
  const sign = Math.sign(valueAt(amounts, 0));
  let discount = 1;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0) discount *= valueAt(factors, intAt(places, i));
    sum += valueAt(amounts, i) * discount;
    if (Math.sign(sum) !== sign) return false;
  }
  return true;
}
