import { expect, test } from "vitest";
import { GICS_SECTORS } from "#lib/sectors.ts";
import { referenceSectorWeights } from "./sp500-sectors.ts";

test("the reference table has the eleven sectors once, dated, with its origin, adding up to about 1", () => {
  const rows = referenceSectorWeights();
  expect(rows.map((row) => row.sector).toSorted()).toEqual([...GICS_SECTORS].toSorted());
  expect(new Set(rows.map((row) => row.asOf)).size).toBe(1);
  expect(rows.every((row) => row.origin.length > 10)).toBe(true);
  expect(rows.reduce((sum, row) => sum + row.weight, 0)).toBeCloseTo(1, 2);
});
