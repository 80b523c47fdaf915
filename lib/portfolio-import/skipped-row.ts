/** Something in the file that was left out on purpose, with its physical line. */
export interface SkippedRow {
  row: number;
  reason: string;
}
