import type { FactorId } from "#lib/analytics/factor-catalogue.ts";
import type { Regressor } from "#server/market/regressors.ts";

/** A style factor of the ridge: the ETF it is the beta on. */
export const STYLES = [
  { factor: "value", column: "value", etf: "VTV" },
  { factor: "growth", column: "growth", etf: "VUG" },
  { factor: "momentum", column: "momentum", etf: "MTUM" },
  { factor: "quality", column: "quality", etf: "QUAL" },
  { factor: "size", column: "size", etf: "IWM" },
  { factor: "low-volatility", column: "lowVolatility", etf: "USMV" },
] as const satisfies readonly { factor: FactorId; column: string; etf: Regressor }[];

/** Calendar days a spread's beta is fitted over, and the fewest returns it takes. */
export const SPREAD_WINDOW = { days: 180, minimum: 60 } as const;

/** A spread factor: the difference of two ETFs' returns it is the beta on. */
export const SPREADS = [
  { factor: "growth-value-spread", column: "growthValueSpread", long: "VUG", short: "VTV" },
  { factor: "momentum-spread", column: "momentumSpread", long: "MTUM", short: "SPY" },
  { factor: "size-spread", column: "sizeSpread", long: "IWM", short: "SPY" },
  { factor: "quality-spread", column: "qualitySpread", long: "QUAL", short: "SPY" },
] as const satisfies readonly { factor: FactorId; column: string; long: Regressor; short: Regressor }[];
