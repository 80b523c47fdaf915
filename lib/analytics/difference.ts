import { valueAt } from "./value-at.ts";

/** a − b element by element (a spread of two return series); missing where either is. Lengths must be equal (RangeError). */
export function difference(a: Float64Array, b: Float64Array): Float64Array {
  if (a.length !== b.length) throw new RangeError(`series of ${a.length} and ${b.length} values`);
  return a.map((value, i) => value - valueAt(b, i));
}
