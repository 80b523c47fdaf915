import { expect, test } from "vitest";
import { factorSpan } from "./factor-span.ts";

test("the scale of the factors has a round end that no bar goes beyond", () => {
  expect(factorSpan([0.81, 1.02, null, -0.48])).toBe(1.5);
  expect(factorSpan([0.3, -2.5])).toBe(2.5);
  expect(factorSpan([0.1, -1])).toBe(1);
  expect(factorSpan([null])).toBe(1);
});
