import { FACTOR_DEFINITIONS } from "./factor-catalogue.ts";
import type { MetricDefinition } from "./metric-definition.ts";

const BACON = "Bacon 2008, Practical Portfolio Performance Measurement and Attribution";

const account: readonly MetricDefinition[] = [
  {
    id: "equity",
    name: "Equity",
    formula: "previous equity + P&L + dividends + flow",
    window: "to date",
    priceBasis: "as traded",
    kind: "none",
    source: "account arithmetic; held to ledger cash + market value, to the cent",
  },
  {
    id: "cash",
    name: "Cash",
    formula: "opening equity − entries + exits + dividends + flows; negative is margin",
    window: "to date",
    priceBasis: "as traded",
    kind: "none",
    source: "ledger",
  },
  {
    id: "cumulative-pnl",
    name: "Cumulative P&L",
    formula: "Σ (mark − previous mark) × quantity × multiplier, plus dividends",
    window: "since the first session",
    priceBasis: "as traded, splits applied to quantities",
    kind: "none",
    source: "account arithmetic",
  },
  {
    id: "daily-return",
    name: "Day's return",
    formula: "(P&L + dividends) / (previous equity + flow), flows at the start of the day",
    window: "1 session",
    priceBasis: "as traded, splits applied to quantities",
    kind: "none",
    source: `${BACON}, ch. 2`,
  },
  {
    id: "twr",
    name: "Time-weighted return",
    formula: "Π (1 + (P&L + dividends) / (previous equity + flow)) − 1",
    window: "since the first session; ends where equity is not positive",
    priceBasis: "as traded, dividends included",
    kind: "none",
    source: `${BACON}, ch. 2`,
  },
  {
    id: "xirr",
    name: "Money-weighted return",
    formula: "r with Σ flow / (1 + r)^(days / 365) = 0; none where no rate or several solve it",
    window: "since the first session",
    priceBasis: "as traded, dividends included",
    kind: "none",
    source: "Excel XIRR",
  },
  {
    id: "drawdown",
    name: "Drawdown",
    formula: "time-weighted index / its running maximum − 1",
    window: "since the first session",
    priceBasis: "as traded, dividends included",
    kind: "none",
    source: `${BACON}, ch. 4`,
  },
  {
    id: "max-drawdown",
    name: "Maximum drawdown",
    formula: "smallest drawdown of the window",
    window: "since the first session",
    priceBasis: "as traded, dividends included",
    kind: "none",
    source: `${BACON}, ch. 4`,
  },
];

const exposures: readonly MetricDefinition[] = [
  exposure("long-exposure", "Long exposure", "Σ positive market value"),
  exposure("short-exposure", "Short exposure", "Σ negative market value (negative)"),
  exposure("gross-exposure", "Gross exposure", "Σ |market value|"),
  exposure("net-exposure", "Net exposure", "long + short"),
  exposure("signed-weight", "Weight", "market value / equity"),
  exposure("priced-share", "Priced share", "gross exposure with a price of the date itself / gross exposure"),
  exposure("sector-weight", "Sector weight", "Σ |market value| in the sector / gross exposure"),
];

const holdings: readonly MetricDefinition[] = [
  holding("market-value", "Market value", "price × quantity × multiplier, signed"),
  holding("unrealized-pnl", "Unrealized P&L", "(price − entry price) × quantity × multiplier while held"),
  holding("realized-pnl", "Realized P&L", "(exit price − entry price) × quantity × multiplier once sold"),
];

const volatility: readonly MetricDefinition[] = [
  realized("volatility-21d", "Realized volatility 21d", 21),
  realized("volatility-63d", "Realized volatility 63d", 63),
  {
    id: "expected-volatility",
    name: "Expected volatility (HAR)",
    formula:
      "√(252 ŷ); ŷ: mean r² of the next 21 sessions, OLS on the daily, 5- and 21-session mean r², ≥ 63 rows; the sample mean, flagged, where ŷ leaves the fitted range",
    window: "the current-holdings series, 394 calendar days up to the date",
    priceBasis: "total return",
    kind: "none",
    source: "Corsi 2009; Bollerslev, Patton and Quaedvlieg 2016",
  },
  {
    id: "volatility-trend",
    name: "Volatility trend",
    formula: "OLS slope of the 21d volatility on the session number where R² > 0.3, else flat",
    window: "21 sessions",
    priceBasis: "total return",
    kind: "sample",
    source: "own definition",
  },
  {
    id: "volatility-percentile",
    name: "Volatility percentile",
    formula: "100 × share of the 21d volatilities at or below the latest, itself included; ≥ 63 values",
    window: "last 252 sessions",
    priceBasis: "total return",
    kind: "none",
    source: "percentile rank, weak",
  },
];

const concentration: readonly MetricDefinition[] = [
  byGrossWeight("hhi", "Concentration (HHI)", "10,000 Σw²", "Herfindahl 1950; Hirschman 1964"),
  byGrossWeight("effective-positions", "Effective positions", "1 / Σw²", "Laakso and Taagepera 1979"),
  byGrossWeight("top-3", "Top 3", "sum of the three largest w", "own definition"),
  byGrossWeight("top-10", "Top 10", "sum of the ten largest w", "own definition"),
];

/** The one definition of every number the portfolio page shows, in the order of the page. */
export const METRIC_CATALOGUE: readonly MetricDefinition[] = [
  ...account,
  ...exposures,
  ...holdings,
  ...FACTOR_DEFINITIONS,
  ...volatility,
  ...concentration,
];

const byId = new Map(METRIC_CATALOGUE.map((metric) => [metric.id, metric]));

/** The definition of a metric. Throws for an id that is not in the catalogue: a number without a definition is a defect. */
export function metricDefinition(id: string): MetricDefinition {
  const metric = byId.get(id);
  if (metric === undefined) throw new Error(`no metric ${id} in the catalogue`);
  return metric;
}

function exposure(id: string, name: string, formula: string): MetricDefinition {
  return {
    id,
    name,
    formula: `${formula}; cash and money market left out`,
    window: "at the date",
    priceBasis: "last close at most 7 calendar days old, as traded",
    kind: "none",
    source: "position market values",
  };
}

function holding(id: string, name: string, formula: string): MetricDefinition {
  return {
    id,
    name,
    formula,
    window: "since the entry; dividends apart",
    priceBasis: "last close, as traded, splits applied to quantities",
    kind: "none",
    source: "account arithmetic",
  };
}

function realized(id: string, name: string, sessions: number): MetricDefinition {
  return {
    id,
    name,
    formula: "sd of Σ wᵢ rᵢ × √252, weights of the date, sessions with ≥ 80% of gross priced",
    window: `${sessions} sessions`,
    priceBasis: "total return",
    kind: "sample",
    source: `${BACON}, ch. 3`,
  };
}

function byGrossWeight(id: string, name: string, formula: string, source: string): MetricDefinition {
  return {
    id,
    name,
    formula: `${formula}, w = |market value| / gross exposure by symbol`,
    window: "at the date",
    priceBasis: "last close at most 7 calendar days old, as traded",
    kind: "none",
    source,
  };
}
