/** A hundred, a thousand, ten thousand times as much or as little: nothing but a unit or a decimal point does that. */
const UNITS = [2, 3, 4].map((digits) => digits * Math.LN10);
const TOLERANCE = 0.15;

/** The change of unit that a step of levels is, as a signed logarithm, the day's own move left out; null where it is none. */
export function changeOfUnit(step: number): number | null {
  const unit = UNITS.find((each) => Math.abs(Math.abs(step) - each) <= TOLERANCE);
  return unit === undefined ? null : Math.sign(step) * unit;
}
