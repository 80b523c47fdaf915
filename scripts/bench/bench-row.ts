/** What one line of a bench measured: a duration per repeat, in milliseconds. */
export interface BenchRow {
  readonly name: string;
  readonly ms: readonly number[];
}
