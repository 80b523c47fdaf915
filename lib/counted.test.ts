import { expect, test } from "vitest";
import { counted } from "./counted.ts";

test("a count of one takes the singular", () => {
  expect([0, 1, 2].map((count) => counted(count, "symbol"))).toEqual(["0 symbols", "1 symbol", "2 symbols"]);
  expect(counted(2, "factor missing", "factors missing")).toBe("2 factors missing");
});

test("a count is grouped by thousands, as log and summaries write it", () => {
  expect([counted(1234, "row"), counted(12_000, "row"), counted(999, "row")]).toEqual([
    "1,234 rows",
    "12,000 rows",
    "999 rows",
  ]);
});
