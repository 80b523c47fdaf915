import { expect, test } from "vitest";
import { worstDrawdown } from "./worst-drawdown.ts";

const sessions = (...indexes: (number | null)[]) =>
  indexes.map((twrIndex, at) => ({ date: `2025-07-0${at + 1}`, twrIndex }));

test("the deepest fall has the dates of its peak, its trough and its recovery", () => {
  const fall = worstDrawdown(sessions(1.1, 0.99, 0.88, 1.2, 1.19));
  expect(fall?.depth).toBeCloseTo(0.88 / 1.1 - 1, 12);
  expect(fall).toMatchObject({ peak: "2025-07-01", trough: "2025-07-03", recovery: "2025-07-04" });
});

test("a fall from the opening has no peak session, one that lasts no recovery", () => {
  expect(worstDrawdown(sessions(0.9, 0.95))).toMatchObject({ peak: null, trough: "2025-07-01", recovery: null });
});

test("returns that have ended do not count, and what never fell has no drawdown", () => {
  expect(worstDrawdown(sessions(1.1, null, null))).toBeNull();
  expect(worstDrawdown(sessions(1, 1.1))).toBeNull();
  expect(worstDrawdown([])).toBeNull();
});
