/** ETFs whose returns the factors are fitted on; a run without one of them says which factors it lacks. */
export const REQUIRED_REGRESSORS = ["SPY", "TLT", "VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV"] as const;

export type Regressor = (typeof REQUIRED_REGRESSORS)[number];

/** Fetched where the source has them, never counted and never missed. */
export const OPTIONAL_REGRESSORS = ["QQQ", "VTI", "IEF", "SHY", "HYG", "LQD", "DJP", "VNQ", "GLD"] as const;

/** What cannot be fitted without an ETF, by the factors' shown names. */
export const FACTORS_OF_REGRESSOR: Readonly<Record<Regressor, readonly string[]>> = {
  SPY: ["Market Beta (90D)", "Momentum Spread", "Size Spread", "Quality Spread"],
  TLT: ["IR Beta"],
  VTV: ["Value", "Growth-Value Spread"],
  VUG: ["Growth", "Growth-Value Spread"],
  MTUM: ["Momentum", "Momentum Spread"],
  QUAL: ["Quality", "Quality Spread"],
  IWM: ["Size", "Size Spread"],
  USMV: ["Low Volatility"],
};
