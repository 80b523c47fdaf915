import type { MetricDefinition } from "./metric-definition.ts";

/** The 13 factors in the order they are shown; each id is the metric's id in the catalogue. */
export const FACTORS = [
  { id: "market-beta", name: "Market Beta (90D)" },
  { id: "provider-beta", name: "Provider Beta (1Y)" },
  { id: "rate-beta", name: "IR Beta" },
  { id: "momentum", name: "Momentum" },
  { id: "value", name: "Value" },
  { id: "growth", name: "Growth" },
  { id: "size", name: "Size" },
  { id: "quality", name: "Quality" },
  { id: "low-volatility", name: "Low Volatility" },
  { id: "growth-value-spread", name: "Growth-Value Spread" },
  { id: "momentum-spread", name: "Momentum Spread" },
  { id: "size-spread", name: "Size Spread" },
  { id: "quality-spread", name: "Quality Spread" },
] as const;

export type FactorId = (typeof FACTORS)[number]["id"];

const NAMES = new Map<string, string>(FACTORS.map(({ id, name }) => [id, name]));

/** The name a factor is shown by. */
export function factorName(id: FactorId): string {
  return NAMES.get(id) ?? id;
}

const HOLDINGS = "; portfolio: Σ weight × β, capped to ±5 per symbol";
const RIDGE = "ridge β on VTV, VUG, MTUM, QUAL, IWM and USMV together, standardized by population sd, λ = 1";

const formulas: Record<FactorId, Pick<MetricDefinition, "formula" | "window" | "kind" | "source">> = {
  "market-beta": univariate("SPY", 90, 30),
  "provider-beta": {
    formula: "the provider’s own beta",
    window: "1 year, as the provider defines it",
    kind: "none",
    source: "company profile; published for the present only",
  },
  "rate-beta": univariate("TLT", 90, 30),
  momentum: ridge("MTUM"),
  value: ridge("VTV"),
  growth: ridge("VUG"),
  size: ridge("IWM"),
  quality: ridge("QUAL"),
  "low-volatility": ridge("USMV"),
  "growth-value-spread": univariate("VUG − VTV", 180, 60),
  "momentum-spread": univariate("MTUM − SPY", 180, 60),
  "size-spread": univariate("IWM − SPY", 180, 60),
  "quality-spread": univariate("QUAL − SPY", 180, 60),
};

/** The catalogue's entries of the 13 factors, and of the coverage and R² shown with each. */
export const FACTOR_DEFINITIONS: readonly MetricDefinition[] = [
  ...FACTORS.map(({ id, name }) => ({
    id,
    name,
    ...formulas[id],
    formula: formulas[id].formula + HOLDINGS,
    priceBasis: "total return",
  })),
  {
    id: "factor-exposure",
    name: "Factor exposure",
    formula: "Σ signed weight × β of the date; a holding without β adds 0 and lowers coverage",
    window: "as its factor’s",
    priceBasis: "total return",
    kind: "none",
    source: "the definition of each factor",
  },
  {
    id: "dollar-exposure",
    name: "Dollar exposure",
    formula: "factor exposure × equity",
    window: "at the date",
    priceBasis: "as traded",
    kind: "none",
    source: "own definition",
  },
  {
    id: "factor-coverage",
    name: "Factor coverage",
    formula: "Σ |weight| of public holdings with a β / Σ |weight| of public holdings",
    window: "at the date",
    priceBasis: "as traded",
    kind: "none",
    source: "own definition",
  },
  {
    id: "factor-r2",
    name: "R²",
    formula: "1 − SSE / SST of the current-holdings series on the index (SPY); shown for the market beta",
    window: "90 calendar days, at least 30 observations",
    priceBasis: "total return",
    kind: "sample",
    source: "Draper and Smith, Applied Regression Analysis, ch. 1",
  },
  {
    id: "factor-vif",
    name: "Variance inflation (VIF)",
    formula:
      "1 / (1 − R²) of the spread’s regression on the other spreads that have enough returns in common, with intercept; 1 is unlike them all",
    window: "180 calendar days, at least 60 observations in common",
    priceBasis: "total return",
    kind: "sample",
    source: "Marquardt 1970; Belsley, Kuh and Welsch 1980",
  },
  fitted("fit-alpha", "α", "intercept of the symbol’s regression, per session"),
  fitted("fit-r2", "R² of a symbol’s fit", "1 − SSE / SST, of the fit before β is capped"),
  fitted("fit-standard-error", "Standard error of β", "√(SSE / (n − 2) / Σ(x − x̄)²)"),
  fitted("fit-t", "t of β", "β / its standard error"),
  fitted("fit-p", "p of β", "two-sided, Student’s t with n − 2 degrees of freedom"),
  fitted("fit-n", "n of a symbol’s fit", "sessions on which symbol and regressors have a return"),
];

function univariate(regressor: string, days: number, minimum: number) {
  return {
    formula: `OLS slope of daily returns on ${regressor}, with intercept`,
    window: `${days} calendar days, at least ${minimum} observations`,
    kind: "sample",
    source: "Draper and Smith, Applied Regression Analysis, ch. 1",
  } as const;
}

function ridge(etf: string) {
  return {
    formula: `${RIDGE}; this one is ${etf}’s`,
    window: "90 calendar days, at least 30 observations",
    kind: "population",
    source: "Hoerl and Kennard 1970",
  } as const;
}

function fitted(id: string, name: string, formula: string): MetricDefinition {
  return {
    ...{ id, name, formula },
    window: "as the factor’s",
    priceBasis: "total return",
    kind: "sample",
    source: "Draper and Smith, Applied Regression Analysis, ch. 1",
  };
}
