import { BACON, type MetricDefinition } from "./metric-definition.ts";

const RISK_FREE = "r_f = e^(r/252) − 1, r 4% a year unless configured";

/** Of the account's own daily returns. */
export const RATIO_DEFINITIONS: readonly MetricDefinition[] = [
  ratio("sharpe-ratio", "Sharpe ratio", `mean(r − r_f) / sd(r) × √252; ${RISK_FREE}`, "sample", "Sharpe 1994"),
  ratio(
    "sortino-ratio",
    "Sortino ratio",
    `mean(r − r_f) × 252 / (√(Σ min(r − r_f, 0)² / n) × √252), n all returns; ${RISK_FREE}`,
    "population",
    "Sortino and Price 1994",
  ),
  ratio(
    "calmar-ratio",
    "Calmar ratio",
    "((Π (1 + r))^(252/n) − 1) / |maximum drawdown|, both since the first session",
    "none",
    "Young 1991",
  ),
  ratio(
    "max-drawdown",
    "Maximum drawdown",
    "smallest time-weighted index / its running maximum − 1, the start included",
    "none",
    `${BACON}, ch. 4`,
  ),
  besideIndex("tracking-error", "Tracking error", "sd(r − r_SPY) × √252", "sample", "Grinold and Kahn 1999, ch. 4"),
  besideIndex(
    "information-ratio",
    "Information ratio",
    "mean(r − r_SPY) / sd(r − r_SPY) × √252",
    "sample",
    "Grinold and Kahn 1999, ch. 5",
  ),
  besideIndex("up-capture", "Up capture", capture("rose"), "none", `Morningstar; ${BACON}, ch. 3`),
  besideIndex("down-capture", "Down capture", capture("fell"), "none", `Morningstar; ${BACON}, ch. 3`),
  ratio("return-length", "Returns behind the ratios", "the account’s daily returns up to the date", "none", "a count"),
];

function capture(moved: "rose" | "fell"): string {
  return `compound mean return / SPY’s on the n sessions on which SPY ${moved}: (Π (1 + r)^(1/n) − 1) / (Π (1 + r_SPY)^(1/n) − 1)`;
}

function ratio(
  id: string,
  name: string,
  formula: string,
  kind: MetricDefinition["kind"],
  source: string,
): MetricDefinition {
  return {
    ...{ id, name, formula, kind, source },
    window: "since the first session, at least 60 returns",
    priceBasis: "as traded, dividends included",
  };
}

function besideIndex(...of: Parameters<typeof ratio>): MetricDefinition {
  return { ...ratio(...of), priceBasis: "as traded, dividends included; SPY total return" };
}
