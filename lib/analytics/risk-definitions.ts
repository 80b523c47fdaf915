import { BACON, type MetricDefinition } from "./metric-definition.ts";

const TOTAL_RETURN = "total return";

export const VOLATILITY_DEFINITIONS: readonly MetricDefinition[] = [
  realized("volatility-21d", "Realized volatility 21d", 21),
  realized("volatility-63d", "Realized volatility 63d", 63),
  {
    id: "expected-volatility",
    name: "Expected volatility (HAR)",
    formula:
      "√(252 ŷ); ŷ: mean r² of the next 21 sessions, OLS on the daily, 5- and 21-session mean r², ≥ 63 rows; the sample mean, flagged, where ŷ leaves the fitted range",
    window: "the current-holdings series, 404 calendar days up to the date",
    priceBasis: TOTAL_RETURN,
    kind: "none",
    source: "Corsi 2009; Bollerslev, Patton and Quaedvlieg 2016",
  },
  {
    id: "volatility-trend",
    name: "Volatility trend",
    formula: "OLS slope of the 21d volatility on the session number where R² > 0.3, else flat",
    window: "21 sessions",
    priceBasis: TOTAL_RETURN,
    kind: "sample",
    source: "own definition",
  },
  {
    id: "volatility-percentile",
    name: "Volatility percentile",
    formula: "100 × share of the 21d volatilities at or below the latest, itself included; ≥ 63 values",
    window: "last 252 sessions",
    priceBasis: TOTAL_RETURN,
    kind: "none",
    source: "percentile rank, weak",
  },
  {
    id: "series-length",
    name: "Current-holdings returns",
    formula: "sessions on which holdings worth ≥ 80% of gross have a return: Σ wᵢ rᵢ, weights of the date",
    window: "404 calendar days up to the date",
    priceBasis: TOTAL_RETURN,
    kind: "none",
    source: "a count",
  },
];

export const CONCENTRATION_DEFINITIONS: readonly MetricDefinition[] = [
  byGrossWeight("hhi", "Concentration (HHI)", "10,000 Σw²", "Herfindahl 1950; Hirschman 1964"),
  byGrossWeight("effective-positions", "Effective positions", "1 / Σw²", "Laakso and Taagepera 1979"),
  byGrossWeight("top-3", "Top 3", "sum of the three largest w", "own definition"),
  byGrossWeight("top-10", "Top 10", "sum of the ten largest w", "own definition"),
];

export const CORRELATION_DEFINITIONS: readonly MetricDefinition[] = [
  correlation("correlation", "Correlation", "Pearson’s ρ of log returns, pair by pair", "sample", "Pearson 1896"),
  correlation(
    "mean-abs-correlation",
    "Mean |correlation|",
    "mean of |ρ| over the pairs of symbols",
    "sample",
    "own definition",
  ),
  correlation(
    "diversification-ratio",
    "Diversification ratio",
    "Σ |wᵢ| σᵢ / √(Σ wᵢ wⱼ σᵢ σⱼ ρᵢⱼ), signed weights",
    "sample",
    "Choueifaty and Coignard 2008",
  ),
  correlation(
    "effective-bets",
    "Effective bets",
    "n² / Σλ², λ the eigenvalues of the correlation matrix",
    "sample",
    "participation ratio of the spectrum; Meucci 2009",
  ),
  correlation(
    "correlation-clusters",
    "Clusters",
    "average linkage on 1 − ρ, cut at 0.3: together where the mean ρ is at least 0.7",
    "none",
    "Sokal and Michener 1958; Mantegna 1999",
  ),
  correlation("correlation-symbols", "Symbols correlated", "symbols in the matrix", "none", "a count"),
  correlation(
    "correlation-minimum",
    "Fewest shared returns",
    "the fewest returns that two symbols of the matrix share, at least 30",
    "none",
    "a count",
  ),
  correlation(
    "correlation-repaired",
    "Repaired matrix",
    "eigenvalues below 0 set to 0 and the diagonal rescaled to 1 where the smallest is below −1e−8",
    "none",
    "Rebonato and Jäckel 1999, the spectral method",
  ),
];

function realized(id: string, name: string, sessions: number): MetricDefinition {
  return {
    ...{ id, name },
    formula: "sd of Σ wᵢ rᵢ × √252, weights of the date, sessions with ≥ 80% of gross priced",
    window: `${sessions} sessions`,
    priceBasis: TOTAL_RETURN,
    kind: "sample",
    source: `${BACON}, ch. 3`,
  };
}

function byGrossWeight(id: string, name: string, formula: string, source: string): MetricDefinition {
  return {
    ...{ id, name },
    formula: `${formula}, w = |exposure| / gross exposure by symbol`,
    window: "at the date",
    priceBasis: "last close at most 7 calendar days old, as traded",
    kind: "none",
    source,
  };
}

function correlation(
  id: string,
  name: string,
  formula: string,
  kind: MetricDefinition["kind"],
  source: string,
): MetricDefinition {
  return {
    ...{ id, name, formula, kind, source },
    window: "90 calendar days; symbols of ≥ 1% of gross, pairs of ≥ 30 returns",
    priceBasis: "total return, log",
  };
}
