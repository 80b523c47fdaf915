/** What one line of a bench measured: a figure per repeat. */
export interface BenchRow {
  readonly name: string;
  /** What the figures are in, e.g. ms, kB, ratio. */
  readonly unit: string;
  readonly values: readonly number[];
}

/** A duration per repeat, in milliseconds. */
export function timed(name: string, values: readonly number[]): BenchRow {
  return { name, unit: "ms", values };
}

/** A figure beside its baseline: of each repeat, how many times the baseline's. */
export function ratio(name: string, figures: readonly number[], baselines: readonly number[]): BenchRow {
  return { name, unit: "ratio", values: figures.map((figure, repeat) => figure / (baselines[repeat] ?? Number.NaN)) };
}
