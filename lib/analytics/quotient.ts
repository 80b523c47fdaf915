import { known, type Outcome, unknown } from "./outcome.ts";

/** a / b, or `reason` where b is 0, too small to divide by, or the quotient is no finite number. */
export function quotient(a: number, b: number, reason: string): Outcome<number> {
  const value = a / b;
  return b !== 0 && Number.isFinite(value) ? known(value) : unknown(reason);
}
