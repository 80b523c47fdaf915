/** The element at `index`; out of range reads as NaN, which every series here takes for "missing". */
export function valueAt(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

/** The integer at `index` (session days, row numbers); throws outside the array, where no integer could mean "missing". */
export function intAt(values: Int32Array, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`index ${index} outside 0..${values.length - 1}`);
  return value;
}
