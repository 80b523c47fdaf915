import { expect, test } from "vitest";
import { FACTORS } from "./factor-catalogue.ts";
import { METRIC_CATALOGUE, metricDefinition } from "./metric-catalogue.ts";

test("every metric has one definition and every field of it is said", () => {
  const ids = METRIC_CATALOGUE.map((metric) => metric.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const metric of METRIC_CATALOGUE) {
    for (const text of Object.values(metric)) expect(text.trim()).not.toBe("");
  }
});

test("the 13 factors are those of the specification, each in the catalogue", () => {
  expect(FACTORS.map((factor) => factor.name)).toEqual([
    "Market Beta (90D)",
    "Provider Beta (1Y)",
    "IR Beta",
    "Momentum",
    "Value",
    "Growth",
    "Size",
    "Quality",
    "Low Volatility",
    "Growth-Value Spread",
    "Momentum Spread",
    "Size Spread",
    "Quality Spread",
  ]);
  for (const { id, name } of FACTORS) expect(metricDefinition(id).name).toBe(name);
});

test("an id without a definition is a defect", () => {
  expect(() => metricDefinition("guess")).toThrow("no metric guess");
});
