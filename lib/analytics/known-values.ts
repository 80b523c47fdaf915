import { intAt, valueAt } from "./value-at.ts";

/** The values of [from, to) that are not missing, in order, without gaps. */
export function knownValues(values: Float64Array, from = 0, to = values.length): Float64Array {
  return values.slice(from, to).filter((value) => !Number.isNaN(value));
}

/** The values at the given rows. */
export function valuesAt(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = valueAt(values, intAt(rows, i));
  return picked;
}
