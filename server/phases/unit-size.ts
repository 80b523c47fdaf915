/** So that the bar moves visibly and the log is written in few transactions. */
const UNITS_PER_PHASE = 12;
/** About 100 ms of writing. */
const ROWS_PER_UNIT = 2500;
/** Below this a unit costs more in statements than in rows. */
const FEWEST_ROWS = 100;

/**
 * How many symbols or dates a unit takes: a dozen units a phase, fewer where that would be few rows each, or as many as
 * keep a unit's transaction short.
 */
export function unitSize(items: number, rowsPerItem: number): number {
  const few = Math.max(items / UNITS_PER_PHASE, FEWEST_ROWS / Math.max(1, rowsPerItem));
  const short = Math.floor(ROWS_PER_UNIT / Math.max(1, rowsPerItem));
  return Math.max(1, Math.min(Math.ceil(few), short));
}

/** The units still ahead of a phase that has `done` of its items: the items of each, and how many are done after it. */
export function* unitsAfter<Item>(
  items: readonly Item[],
  done: number,
  size: number,
): Generator<{ readonly items: readonly Item[]; readonly from: number; readonly done: number }> {
  for (let from = done; from < items.length; from += size) {
    const unit = items.slice(from, from + size);
    yield { items: unit, from, done: from + unit.length };
  }
}
