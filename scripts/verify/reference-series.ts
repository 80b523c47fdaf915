import { epochDay } from "#lib/analytics/epoch-day.ts";
import type { ReferenceFile } from "./reference-file.ts";

interface SeriesLike {
  readonly $series?: string;
  readonly skip?: number;
  readonly scale?: number;
  readonly index?: readonly string[];
  readonly values?: readonly (number | string)[];
  readonly columns?: Readonly<Record<string, readonly (number | string)[]>>;
}

/**
 * A series of a reference file: a plain array, one with an index, the first column of a frame, or a reference into the
 * file's `series`. A skipped point stays in place as missing, so that two series still meet date by date.
 */
export function referenceSeries(input: unknown, file: ReferenceFile): Float64Array {
  if (Array.isArray(input)) return Float64Array.from(input, Number);
  const { $series, skip = 0, scale = 1, values, columns } = input as SeriesLike;
  if ($series === undefined) return referenceSeries(values ?? Object.values(columns ?? {})[0] ?? [], file);
  return referenceSeries(file.series?.[$series], file).map((value, i) => (i < skip ? Number.NaN : value * scale));
}

/** The columns of a frame, in order; null for a plain series. */
export function referenceFrame(input: unknown, file: ReferenceFile): ReadonlyMap<string, Float64Array> | null {
  const { $series, columns } = input as SeriesLike;
  if ($series !== undefined) return referenceFrame(file.series?.[$series], file);
  if (columns === undefined) return null;
  return new Map(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values, Number)]));
}

/** Epoch day of each point of a series with an index. */
export function referenceDays(input: unknown, file: ReferenceFile): Int32Array {
  const { $series, index = [] } = input as SeriesLike;
  return $series === undefined ? Int32Array.from(index, epochDay) : referenceDays(file.series?.[$series], file);
}

/** A rate for every period, or a series. */
export function referenceRate(input: unknown, file: ReferenceFile): number | Float64Array {
  return typeof input === "number" ? input : referenceSeries(input, file);
}

/** A shorter series on the axis of a longer one: what it does not reach is missing. */
export function padded(series: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(Math.max(length, series.length)).fill(Number.NaN);
  longer.set(series);
  return longer;
}
