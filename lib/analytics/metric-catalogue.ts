import { ACCOUNT_DEFINITIONS, EXPOSURE_DEFINITIONS, POSITION_DEFINITIONS } from "./account-definitions.ts";
import { FACTOR_DEFINITIONS } from "./factor-catalogue.ts";
import type { MetricDefinition } from "./metric-definition.ts";
import { OPTION_DEFINITIONS } from "./option-definitions.ts";
import { RATIO_DEFINITIONS } from "./ratio-definitions.ts";
import { CONCENTRATION_DEFINITIONS, CORRELATION_DEFINITIONS, VOLATILITY_DEFINITIONS } from "./risk-definitions.ts";
import { STRESS_DEFINITIONS } from "./stress-definitions.ts";
import { SYMBOL_DEFINITIONS } from "./symbol-definitions.ts";
import { TAIL_DEFINITIONS } from "./tail-definitions.ts";

export interface MetricGroup {
  readonly title: string;
  readonly metrics: readonly MetricDefinition[];
}

/** The one definition of every number the product shows, by area, in the order of the portfolio page. */
export const METRIC_GROUPS: readonly MetricGroup[] = [
  { title: "The account", metrics: ACCOUNT_DEFINITIONS },
  { title: "Exposures", metrics: EXPOSURE_DEFINITIONS },
  { title: "Positions", metrics: POSITION_DEFINITIONS },
  { title: "Options", metrics: OPTION_DEFINITIONS },
  { title: "Factors", metrics: FACTOR_DEFINITIONS },
  { title: "Volatility", metrics: VOLATILITY_DEFINITIONS },
  { title: "Tail risk", metrics: TAIL_DEFINITIONS },
  { title: "Return against risk", metrics: RATIO_DEFINITIONS },
  { title: "Concentration", metrics: CONCENTRATION_DEFINITIONS },
  { title: "Correlation", metrics: CORRELATION_DEFINITIONS },
  { title: "Stress", metrics: STRESS_DEFINITIONS },
  { title: "Symbols", metrics: SYMBOL_DEFINITIONS },
];

export const METRIC_CATALOGUE: readonly MetricDefinition[] = METRIC_GROUPS.flatMap((group) => group.metrics);

const byId = new Map(METRIC_CATALOGUE.map((metric) => [metric.id, metric]));

/** The definition of a metric. Throws for an id that is not in the catalogue: a number without a definition is a defect. */
export function metricDefinition(id: string): MetricDefinition {
  const metric = byId.get(id);
  if (metric === undefined) throw new Error(`no metric ${id} in the catalogue`);
  return metric;
}
