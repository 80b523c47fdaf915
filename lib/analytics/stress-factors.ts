/**
 * The factors a scenario can move, in the order of every array of eight here, each with the fund whose total return it
 * is and the field of `StressShocks` that moves it.
 */
export const STRESS_FACTORS = [
  { id: "market", etf: "SPY", shock: "market" },
  { id: "rates", etf: "TLT", shock: "rateBp" },
  { id: "value", etf: "VTV", shock: "value" },
  { id: "growth", etf: "VUG", shock: "growth" },
  { id: "momentum", etf: "MTUM", shock: "momentum" },
  { id: "quality", etf: "QUAL", shock: "quality" },
  { id: "size", etf: "IWM", shock: "size" },
  { id: "low-volatility", etf: "USMV", shock: "lowVolatility" },
] as const;

export type StressFactor = (typeof STRESS_FACTORS)[number];

/** The market's place, from which the styles are measured. */
export const MARKET = 0;

/** Whether the factor at this place is a style: its regressor is the fund's return less the market's. */
export function isStyle(place: number): boolean {
  return place > 1;
}
