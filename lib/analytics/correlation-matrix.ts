import { isConstantSeries } from "./constant-series.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { intAt, valueAt } from "./value-at.ts";

export interface CorrelationMatrix {
  /** Pearson's ρ, n × n by rows, symmetric with ones on the diagonal, of the series in `kept`. */
  readonly values: Float64Array;
  /** Positions of the series in the input, ascending. */
  readonly kept: Int32Array;
  /** Per kept series: its returns in the window, and their sample standard deviation (n − 1) per session. */
  readonly observations: Int32Array;
  readonly deviations: Float64Array;
  /** Fewest returns that two kept series share. */
  readonly fewestShared: number;
  readonly dropped: readonly DroppedSeries[];
}

export interface DroppedSeries {
  readonly index: number;
  readonly reason: string;
}

interface Sample {
  readonly index: number;
  readonly count: number;
  readonly mean: number;
  /** Σ (r − r̄)². */
  readonly squares: number;
}

/** Two by two: returns shared and their correlation, NaN where one does not vary over them. */
interface Pairs {
  readonly shared: Int32Array;
  readonly rho: Float64Array;
}

const MINIMUM = 30;

/**
 * Pearson's correlation of log returns over [from, to), each pair over the sessions in which neither is missing (NaN).
 * Series that do not vary are left out; then, of the series in a pair with fewer than `minimum` shared returns, the one
 * with the fewest returns (the later of equals), until every pair has them.
 * Series without a gap are centred and scaled once, so that each of their pairs is one product. O(n² sessions).
 *
 * Pairwise observations can make a matrix that is not positive semidefinite: see `repair-correlation.ts`.
 * Unknown when no series is left. Series must have equal length (RangeError).
 */
export function correlationMatrix(
  returns: readonly Float64Array[],
  from: number,
  to: number,
  minimum: number = MINIMUM,
): Outcome<CorrelationMatrix> {
  const length = returns[0]?.length ?? 0;
  for (const series of returns) {
    if (series.length !== length) throw new RangeError(`series of ${length} and ${series.length} returns`);
  }
  const all = returns.map((series, index) => sampleOf(series, index, from, to));
  const dropped: DroppedSeries[] = [];
  const samples = all.filter((sample) => {
    const reason = refusalOf(sample, minimum);
    if (reason !== null) dropped.push({ index: sample.index, reason });
    return reason === null;
  });
  const pairs = pairsOf(returns, samples, from, to);
  const places = dropShort(samples, pairs, minimum, dropped);
  if (places.length === 0) return unknown("no series has enough returns that vary");
  return known({ ...pick(places, samples, pairs), dropped: dropped.toSorted((a, b) => a.index - b.index) });
}

function sampleOf(series: Float64Array, index: number, from: number, to: number): Sample {
  let count = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const value = valueAt(series, i);
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const deviation = valueAt(series, i) - mean;
    if (!Number.isNaN(deviation)) squares += deviation * deviation;
  }
  return { index, count, mean, squares };
}

function refusalOf({ count, mean, squares }: Sample, minimum: number): string | null {
  const least = Math.max(2, minimum);
  if (count < least) return `${count} of ${least} observations`;
  return isConstantSeries(squares, mean, count) ? "the series does not vary" : null;
}

function pairsOf(returns: readonly Float64Array[], samples: readonly Sample[], from: number, to: number): Pairs {
  const n = samples.length;
  const window = to - from;
  const unit = new Float64Array(n * window);
  for (const [a, sample] of samples.entries()) {
    const series = returns[sample.index] ?? unit;
    const scale = 1 / Math.sqrt(sample.squares);
    for (let i = 0; i < window; i++) unit[a * window + i] = (valueAt(series, from + i) - sample.mean) * scale;
  }
  const counts = Int32Array.from(samples, ({ count }) => count);
  const shared = new Int32Array(n * n);
  const rho = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    shared[a * n + a] = intAt(counts, a);
    rho[a * n + a] = 1;
    for (let b = 0; b < a; b++) {
      const complete = intAt(counts, a) === window && intAt(counts, b) === window;
      const count = complete ? window : sharedBy(unit, a * window, b * window, window);
      const value = complete
        ? product(unit, a * window, b * window, window)
        : pearson(unit, a * window, b * window, window, count);
      shared[a * n + b] = count;
      shared[b * n + a] = count;
      rho[a * n + b] = Math.max(-1, Math.min(1, value));
      rho[b * n + a] = valueAt(rho, a * n + b);
    }
  }
  return { shared, rho };
}

function product(unit: Float64Array, a: number, b: number, window: number): number {
  let sum = 0;
  for (let i = 0; i < window; i++) sum += valueAt(unit, a + i) * valueAt(unit, b + i);
  return sum;
}

function sharedBy(unit: Float64Array, a: number, b: number, window: number): number {
  let count = 0;
  for (let i = 0; i < window; i++) if (!Number.isNaN(valueAt(unit, a + i) + valueAt(unit, b + i))) count++;
  return count;
}

/** Over the shared sessions, with their own means; the scale of the series does not matter. */
function pearson(unit: Float64Array, a: number, b: number, window: number, count: number): number {
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < window; i++) {
    const x = valueAt(unit, a + i);
    const y = valueAt(unit, b + i);
    if (Number.isNaN(x + y)) continue;
    sumX += x;
    sumY += y;
  }
  const meanX = sumX / count;
  const meanY = sumY / count;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = 0; i < window; i++) {
    const dx = valueAt(unit, a + i) - meanX;
    const dy = valueAt(unit, b + i) - meanY;
    if (Number.isNaN(dx + dy)) continue;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  const constant = isConstantSeries(sxx, meanX, count) || isConstantSeries(syy, meanY, count);
  return constant ? Number.NaN : sxy / Math.sqrt(sxx * syy);
}

/** Places in `samples` that are left once every pair shares `minimum` returns that vary. */
function dropShort(
  samples: readonly Sample[],
  { shared, rho }: Pairs,
  minimum: number,
  dropped: DroppedSeries[],
): readonly number[] {
  const n = samples.length;
  const isShort = (a: number, b: number) => intAt(shared, a * n + b) < minimum || Number.isNaN(valueAt(rho, a * n + b));
  const countOf = (place: number) => samples[place]?.count ?? 0;
  let places = samples.map((_, place) => place);
  for (;;) {
    const short = places.filter((a) => places.some((b) => a !== b && isShort(a, b)));
    if (short.length === 0) return places;
    const least = short.reduce((fewest, place) => (countOf(place) <= countOf(fewest) ? place : fewest));
    const others = places.filter((b) => b !== least);
    const few = others.filter((b) => intAt(shared, least * n + b) < minimum).length;
    const still = others.filter((b) => isShort(least, b)).length - few;
    const reason =
      few > 0
        ? `fewer than ${minimum} returns shared with ${few} of ${others.length} others`
        : `no variation on one side in the returns shared with ${still} of ${others.length} others`;
    dropped.push({ index: samples[least]?.index ?? least, reason });
    places = places.filter((place) => place !== least);
  }
}

function pick(places: readonly number[], samples: readonly Sample[], pairs: Pairs): Omit<CorrelationMatrix, "dropped"> {
  const n = places.length;
  const rows = Int32Array.from(places);
  const values = new Float64Array(n * n);
  let fewestShared = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const start = intAt(rows, i) * samples.length;
    for (let j = 0; j < n; j++) {
      values[i * n + j] = valueAt(pairs.rho, start + intAt(rows, j));
      fewestShared = Math.min(fewestShared, intAt(pairs.shared, start + intAt(rows, j)));
    }
  }
  const kept = samples.filter((_, place) => places.includes(place));
  return {
    values,
    kept: Int32Array.from(kept, ({ index }) => index),
    observations: Int32Array.from(kept, ({ count }) => count),
    deviations: Float64Array.from(kept, ({ squares, count }) => Math.sqrt(squares / (count - 1))),
    fewestShared,
  };
}
