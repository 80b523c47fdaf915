import { epochDay } from "./epoch-day.ts";
import { internalRate } from "./internal-rate.ts";
import type { Outcome } from "./outcome.ts";

export interface CashFlow {
  /** ISO date. */
  readonly date: string;
  /** Signed from the investor's side: money put in negative, taken out (and the final value) positive. */
  readonly amount: number;
}

/** {@link internalRate} of flows with ISO dates in any order. Source: Excel's XIRR for the equation and the day count. */
export function xirr(flows: readonly CashFlow[]): Outcome<number> {
  const dated = flows.map(({ date, amount }) => ({ day: epochDay(date), value: amount }));
  return internalRate(dated.toSorted((a, b) => a.day - b.day));
}
