import { incompleteBeta } from "./incomplete-beta.ts";

/**
 * Two-sided p of Student's t with `degrees` of freedom: P(|T| ≥ |t|), 0–1. RangeError unless degrees > 0.
 * I_{ν/(ν+t²)}(ν/2, ½); Abramowitz and Stegun 26.7.1, by the complement for |t| < 1, where ν/(ν+t²) may round to 1 and
 * p is too large for the subtraction to cost digits.
 */
export function studentPValue(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`Student's t with ${degrees} degrees of freedom`);
  const square = t * t;
  if (square < 1) return 1 - incompleteBeta(0.5, degrees / 2, square / (degrees + square));
  return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + square));
}
