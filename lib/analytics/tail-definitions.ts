import type { MetricDefinition } from "./metric-definition.ts";

const LEVELS = [95, 99] as const;
const WINDOW = "newest current-holdings returns, 250 to 500";
const MOMENTS = "mean and sample sd of the returns";

/** Value at risk and expected shortfall of one day: three methods, two levels. */
export const TAIL_DEFINITIONS: readonly MetricDefinition[] = [
  ...LEVELS.map((level) =>
    tail(
      `historical-var-${level}`,
      `Historical VaR ${level}%`,
      `− the ${100 - level}% quantile of the returns (type 7, linear between order statistics)`,
      "none",
      "Jorion 2006, ch. 10; Hyndman and Fan 1996",
    ),
  ),
  ...LEVELS.map((level) =>
    tail(
      `historical-es-${level}`,
      `Historical ES ${level}%`,
      `− the mean of the returns at or beyond their ${100 - level}% quantile (type 7)`,
      "none",
      "Acerbi and Tasche 2002",
    ),
  ),
  ...LEVELS.map((level) =>
    tail(
      `normal-var-${level}`,
      `Normal VaR ${level}%`,
      `−(mean + z sd), z = Φ⁻¹(${100 - level}%); ${MOMENTS}`,
      "sample",
      "Jorion 2006, ch. 5",
    ),
  ),
  ...LEVELS.map((level) =>
    tail(
      `normal-es-${level}`,
      `Normal ES ${level}%`,
      `−mean + sd φ(z) / ${100 - level}%, z = Φ⁻¹(${100 - level}%); ${MOMENTS}`,
      "sample",
      "McNeil, Frey and Embrechts 2005, ch. 2",
    ),
  ),
  ...LEVELS.map((level) =>
    tail(
      `cornish-fisher-var-${level}`,
      `Cornish–Fisher VaR ${level}%`,
      `−(mean + z* sd), z* = z + (z² − 1) S/6 + (z³ − 3z) K/24 − (2z³ − 5z) S²/36, z = Φ⁻¹(${100 - level}%); S and K by population moments; none where z* does not increase with z`,
      "sample",
      "Favre and Galeano 2002; domain after Maillard 2012",
    ),
  ),
  ...LEVELS.map((level) =>
    tail(
      `cornish-fisher-es-${level}`,
      `Modified ES ${level}%`,
      `−mean + sd × the mean of −z below z* under the Edgeworth density, at least the VaR; S and K by population moments; none where the Cornish–Fisher VaR has none`,
      "sample",
      "Boudt, Peterson and Croux 2008",
    ),
  ),
  {
    id: "tail-length",
    name: "Returns behind tail risk",
    formula: "current-holdings returns used: the newest, at most 500",
    window: WINDOW,
    priceBasis: "total return",
    kind: "none",
    source: "a count",
  },
  tail(
    "ten-day-loss",
    "10 days = 1 day × √10",
    "the one-day figure × √10: right only for independent, equally distributed days",
    "none",
    "Basel Committee 1996",
  ),
];

function tail(
  id: string,
  name: string,
  formula: string,
  kind: MetricDefinition["kind"],
  source: string,
): MetricDefinition {
  return {
    ...{ id, name, kind, source },
    formula: `${formula}; a fraction of equity, the loss positive`,
    window: WINDOW,
    priceBasis: "total return",
  };
}
