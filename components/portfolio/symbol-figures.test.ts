import { expect, test } from "vitest";
import { readSymbolFigures } from "./symbol-figures.ts";

const fit = { alpha: null, r2: 0.5, standardError: null, t: null, p: null, n: 60 };
const part = { points: 10, most: 20, reason: "1 of 2 known, not sector" };
const answer = {
  ...{ symbol: "A", companyName: null, session: null, priceDate: null, figures: null, quality: null },
  factors: { asOf: null, providerAsOf: null, fits: [{ ...fit, factor: "value", beta: 0.4, reason: null }] },
};

test("an answer is read with what a later version adds left out, and its nulls kept", () => {
  expect(readSymbolFigures({ ...answer, priceSource: "sample", metrics: {} })).toEqual(answer);
  const quality = { score: 40, parts: { price: part, returns: part, profile: part, factors: part } };
  expect(readSymbolFigures({ ...answer, quality }).quality).toEqual(quality);
});

test("an answer that is of another form is refused", () => {
  expect(() => readSymbolFigures({ ...answer, factors: null })).toThrow();
  expect(() => readSymbolFigures({ ...answer, session: 1 })).toThrow();
});
