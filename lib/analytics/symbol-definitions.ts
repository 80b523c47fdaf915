import { BACON, type MetricDefinition } from "./metric-definition.ts";

const CLOSES = "last close on or before each day, at most 7 calendar days older";

/** One symbol at the final date of a run. */
export const SYMBOL_DEFINITIONS: readonly MetricDefinition[] = [
  symbol("close", "Close", "the newest close", "at the date", "as traded", "none", "the price source"),
  growth("symbol-return-1d", "Return, 1 day", "the session before"),
  growth("symbol-return-1w", "Return, 1 week", "7 calendar days before"),
  growth("symbol-return-mtd", "Return, month to date", "the last close of the previous month"),
  growth("symbol-return-1m", "Return, 1 month", "the same day of the month before"),
  growth("symbol-return-3m", "Return, 3 months", "the same day three months before"),
  growth("symbol-return-ytd", "Return, year to date", "the last close of the previous year"),
  growth("symbol-return-1y", "Return, 1 year", "the same day of the year before"),
  realized("symbol-volatility-21d", "Volatility, 21 sessions", 21),
  realized("symbol-volatility-63d", "Volatility, 63 sessions", 63),
  realized("symbol-volatility-252d", "Volatility, 252 sessions", 252),
  range("week-52-high", "52-week high", "highest close"),
  range("week-52-low", "52-week low", "lowest close"),
  range("distance-from-high", "Distance from the high", "last close / 52-week high − 1"),
  symbol(
    "symbol-max-drawdown-1y",
    "Maximum drawdown, 1 year",
    "smallest total-return index / its running maximum − 1",
    "365 calendar days",
    "total return",
    "none",
    `${BACON}, ch. 4`,
  ),
  symbol(
    "average-dollar-volume-21d",
    "Average dollar volume",
    "mean of close × shares traded",
    "21 sessions",
    "as traded",
    "none",
    "own definition",
  ),
  quality("data-quality", "Data quality", "price + returns + profile + factors, of at most 30 + 30 + 20 + 20 points"),
  quality(
    "data-quality-price",
    "Data quality: price",
    "30 × (1 − age / 8), age the calendar days from the newest close to the session; 0 beyond 7 days",
  ),
  quality("data-quality-returns", "Data quality: returns", "30 × share of the seven returns, 1 day to 1 year, known"),
  quality(
    "data-quality-profile",
    "Data quality: profile",
    "20 × share known of name, kind, exchange, currency, and of companies country, sector, industry, market value",
  ),
  quality("data-quality-factors", "Data quality: factors", "20 × share of the 13 factor betas known"),
];

function quality(id: string, name: string, formula: string): MetricDefinition {
  const window = "at the session; figures more than 7 calendar days older are not known";
  return symbol(id, name, formula, window, "as traded", "none", "own definition");
}

function growth(id: string, name: string, reference: string): MetricDefinition {
  const formula = `total-return index / its value at the reference day − 1; the reference day is ${reference}`;
  return symbol(id, name, formula, CLOSES, "total return", "none", "own definition");
}

function realized(id: string, name: string, sessions: number): MetricDefinition {
  const formula = "sd of daily returns × √252, at least 80% of the sessions with a return";
  return symbol(id, name, formula, `${sessions} sessions`, "total return", "sample", `${BACON}, ch. 3`);
}

function range(id: string, name: string, formula: string): MetricDefinition {
  return symbol(id, name, formula, "365 calendar days", "closes adjusted for splits", "none", "own definition");
}

function symbol(
  id: string,
  name: string,
  formula: string,
  window: string,
  priceBasis: string,
  kind: MetricDefinition["kind"],
  source: string,
): MetricDefinition {
  return { id, name, formula, window, priceBasis, kind, source };
}
