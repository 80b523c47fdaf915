import { incompleteBeta } from "./incomplete-beta.ts";

/**
 * Two-sided p of Student's t with `degrees` of freedom: P(|T| ≥ |t|), 0–1. RangeError unless degrees > 0.
 * I_{ν/(ν+t²)}(ν/2, ½); Abramowitz and Stegun 26.7.1, by the complement for small t, where ν/(ν+t²) rounds to 1.
 */
export function studentPValue(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`Student's t with ${degrees} degrees of freedom`);
  const square = t * t;
  if (square < degrees) return 1 - incompleteBeta(0.5, degrees / 2, square / (degrees + square));
  return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + square));
}
