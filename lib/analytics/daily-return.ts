import { known, type Outcome, unknown } from "./outcome.ts";

/**
 * Return of one session, a fraction: earned / (equity before + flow), flows at the start of the day.
 * `earned` is P&L plus dividends. Unknown when the equity it was earned on is not positive.
 */
export function dailyReturn(earned: number, equityBefore: number, flow: number): Outcome<number> {
  const base = equityBefore + flow;
  return base > 0 ? known(earned / base) : unknown("equity is not positive");
}
