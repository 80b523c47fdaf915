import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";

/** What a yearly, continuously compounded rate earns in one session: e^(r / 252) − 1, a fraction. */
export function dailyRate(yearlyRate: number): number {
  return Math.expm1(yearlyRate / SESSIONS_PER_YEAR);
}
