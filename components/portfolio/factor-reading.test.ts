import { expect, test } from "vitest";
import { FACTORS } from "#lib/analytics/factor-catalogue.ts";
import { createFormat } from "#lib/format.ts";
import { factorReading, knownFactor, statisticReading } from "./factor-reading.ts";

const format = createFormat("en-US");

test("a market beta reads as the move that goes with one per cent of the market", () => {
  expect(factorReading("market-beta", 1.051, format)).toBe("Moves about 1.05% when the market moves 1%.");
  expect(factorReading("market-beta", -0.3, format)).toBe("Moves about 0.30% the other way when the market moves 1%.");
  expect(factorReading("provider-beta", 1.2, format)).toBe(
    "By the provider’s betas: moves about 1.20% when the market moves 1%.",
  );
});

test("a rate beta says which way of rates helps", () => {
  expect(factorReading("rate-beta", 0.2, format)).toContain("Gains about 0.20%");
  expect(factorReading("rate-beta", 0.2, format)).toContain("falling rates help");
  expect(factorReading("rate-beta", -0.2, format)).toContain("rising rates help");
});

test("a spread names both sides, with the sign of the exposure", () => {
  expect(factorReading("growth-value-spread", -0.34, format)).toBe(
    "Loses about 0.34% when growth shares (VUG) beat value shares (VTV) by 1%.",
  );
});

test("what would round to nothing is said to be hardly there", () => {
  for (const { id } of FACTORS) expect(factorReading(id, 0.0049, format)).toMatch(/hardly/i);
});

test("each factor of the plan has its own reading", () => {
  const readings = FACTORS.map(({ id }) => factorReading(id, 0.5, format));
  expect(new Set(readings).size).toBe(FACTORS.length);
  expect(readings.join()).not.toContain("the second");
});

test("factors are known by their id in the catalogue", () => {
  expect(knownFactor("rate-beta")?.name).toBe("IR Beta");
  expect(knownFactor("carry")).toBeUndefined();
});

test("a statistic reads with its value or why there is none, and of factors that have none not at all", () => {
  expect(statisticReading("VIF", 2.345, null, format)).toBe("VIF 2.35");
  expect(statisticReading("VIF", null, "59 of 60 observations", format)).toBe("VIF not known: 59 of 60 observations");
  expect(statisticReading("VIF", null, null, format)).toBeNull();
});
