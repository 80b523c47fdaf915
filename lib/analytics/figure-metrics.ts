const snapshot = {
  equity: "equity",
  cash: "cash",
  marketValue: "market-value",
  longExposure: "long-exposure",
  shortExposure: "short-exposure",
  grossExposure: "gross-exposure",
  netExposure: "net-exposure",
  pnl: "pnl",
  realizedPnl: "realized-pnl",
  dividends: "dividends",
  flow: "flow",
  cumulativePnl: "cumulative-pnl",
  dailyReturn: "daily-return",
  twrIndex: "twr",
  drawdown: "drawdown",
  xirr: "xirr",
  positionCount: "position-count",
  longCount: "long-count",
  shortCount: "short-count",
  staleCount: "stale-count",
  pricedShare: "priced-share",
  margin: "cash",
} as const;

const position = {
  quantity: "quantity",
  price: "price",
  marketValue: "market-value",
  exposure: "exposure",
  unrealizedPnl: "unrealized-pnl",
  realizedPnl: "realized-pnl",
  weight: "signed-weight",
  impliedVolatility: "implied-volatility",
  delta: "delta",
  gamma: "gamma",
  vega: "vega",
  theta: "theta",
  rho: "rho",
} as const;

const risk = {
  volatility21d: "volatility-21d",
  volatility63d: "volatility-63d",
  expectedVolatility: "expected-volatility",
  expectedVolatilityIsMean: "expected-volatility",
  volatilityTrend: "volatility-trend",
  volatilityPercentile: "volatility-percentile",
  seriesLength: "series-length",
  hhi: "hhi",
  effectivePositions: "effective-positions",
  top3: "top-3",
  top10: "top-10",
  correlationSymbols: "correlation-symbols",
  correlationMinimum: "correlation-minimum",
  meanAbsCorrelation: "mean-abs-correlation",
  diversificationRatio: "diversification-ratio",
  effectiveBets: "effective-bets",
  correlationClusters: "correlation-clusters",
  correlationRepaired: "correlation-repaired",
  tailLength: "tail-length",
  historicalVar95: "historical-var-95",
  historicalVar99: "historical-var-99",
  historicalEs95: "historical-es-95",
  historicalEs99: "historical-es-99",
  normalVar95: "normal-var-95",
  normalVar99: "normal-var-99",
  normalEs95: "normal-es-95",
  normalEs99: "normal-es-99",
  cornishFisherVar95: "cornish-fisher-var-95",
  cornishFisherVar99: "cornish-fisher-var-99",
  cornishFisherEs95: "cornish-fisher-es-95",
  cornishFisherEs99: "cornish-fisher-es-99",
  returnLength: "return-length",
  sharpeRatio: "sharpe-ratio",
  sortinoRatio: "sortino-ratio",
  calmarRatio: "calmar-ratio",
  maxDrawdown: "max-drawdown",
  trackingError: "tracking-error",
  informationRatio: "information-ratio",
  upCapture: "up-capture",
  downCapture: "down-capture",
} as const;

const factor = {
  exposure: "factor-exposure",
  dollarExposure: "dollar-exposure",
  coverage: "factor-coverage",
  r2: "factor-r2",
  vif: "factor-vif",
} as const;

const sector = { weight: "sector-weight", indexWeight: "index-sector-weight" } as const;

const correlation = {
  matrix: "correlation",
  clusters: "correlation-clusters",
  observations: "correlation-minimum",
  repaired: "correlation-repaired",
} as const;

const stress = {
  pnl: "stress-pnl",
  pnlShare: "stress-share",
  spilloverPnl: "stress-spillover-pnl",
  spilloverShare: "stress-share",
  spilloverBounded: "stress-spillover-pnl",
  beyondEquity: "stress-share",
  coverage: "stress-coverage",
} as const;

const symbol = {
  close: "close",
  return1d: "symbol-return-1d",
  return1w: "symbol-return-1w",
  returnMtd: "symbol-return-mtd",
  return1m: "symbol-return-1m",
  return3m: "symbol-return-3m",
  returnYtd: "symbol-return-ytd",
  return1y: "symbol-return-1y",
  volatility21d: "symbol-volatility-21d",
  volatility63d: "symbol-volatility-63d",
  volatility252d: "symbol-volatility-252d",
  week52High: "week-52-high",
  week52Low: "week-52-low",
  distanceFromHigh: "distance-from-high",
  maxDrawdown1y: "symbol-max-drawdown-1y",
  averageDollarVolume21d: "average-dollar-volume-21d",
} as const;

const symbolFactor = {
  marketBeta: "market-beta",
  marketAlpha: "fit-alpha",
  marketR2: "fit-r2",
  marketStandardError: "fit-standard-error",
  marketT: "fit-t",
  marketP: "fit-p",
  marketN: "fit-n",
  rateBeta: "rate-beta",
  rateAlpha: "fit-alpha",
  rateR2: "fit-r2",
  rateStandardError: "fit-standard-error",
  rateT: "fit-t",
  rateP: "fit-p",
  rateN: "fit-n",
  growthValueSpread: "growth-value-spread",
  growthValueSpreadR2: "fit-r2",
  momentumSpread: "momentum-spread",
  momentumSpreadR2: "fit-r2",
  sizeSpread: "size-spread",
  sizeSpreadR2: "fit-r2",
  qualitySpread: "quality-spread",
  qualitySpreadR2: "fit-r2",
  spreadN: "fit-n",
  value: "value",
  growth: "growth",
  momentum: "momentum",
  quality: "quality",
  size: "size",
  lowVolatility: "low-volatility",
  ridgeR2: "fit-r2",
  ridgeN: "fit-n",
} as const;

const symbolFit = {
  alpha: "fit-alpha",
  r2: "fit-r2",
  standardError: "fit-standard-error",
  t: "fit-t",
  p: "fit-p",
  n: "fit-n",
} as const;

const dataQuality = {
  score: "data-quality",
  price: "data-quality-price",
  returns: "data-quality-returns",
  profile: "data-quality-profile",
  factors: "data-quality-factors",
} as const;

/** Figure → id of its definition in the catalogue, by what the figures are of: stored columns and fields of the API. */
export const FIGURE_METRICS = {
  snapshot,
  position,
  risk,
  factor,
  sector,
  correlation,
  stress,
  symbol,
  symbolFactor,
  symbolFit,
  dataQuality,
} as const;

type FigureArea = keyof typeof FIGURE_METRICS;

/** Id of a figure's definition, e.g. `figureMetric("risk", "sharpeRatio")`. */
export function figureMetric<Area extends FigureArea, Figure extends keyof (typeof FIGURE_METRICS)[Area]>(
  area: Area,
  figure: Figure,
): (typeof FIGURE_METRICS)[Area][Figure] {
  return FIGURE_METRICS[area][figure];
}
