import { expect, test } from "vitest";
import { unitSize, unitsAfter } from "./unit-size.ts";

test("[RUN6] a year of dates is a dozen units, many rows an item make the unit smaller, never nothing", () => {
  expect(unitSize(254, 20)).toBe(22);
  expect(unitSize(254, 1000)).toBe(2);
  expect(unitSize(254, 50_000)).toBe(1);
});

test("[RUN6] little work is few units: one of a night of one session, three of a year of single rows", () => {
  expect(unitSize(20, 1)).toBeGreaterThanOrEqual(20);
  expect(unitSize(254, 1)).toBe(100);
  expect(unitSize(254, 12)).toBe(22);
});

test("[RUN6] a resumed phase takes up the items after the last committed unit", () => {
  const units = [...unitsAfter(["a", "b", "c", "d", "e"], 2, 2)];
  expect(units).toEqual([
    { items: ["c", "d"], from: 2, done: 4 },
    { items: ["e"], from: 4, done: 5 },
  ]);
  expect([...unitsAfter(["a"], 1, 2)]).toEqual([]);
});
