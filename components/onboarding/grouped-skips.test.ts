import { expect, test } from "vitest";
import { groupedSkips } from "./grouped-skips.ts";

test("lines left out are told by reason, neighbours as a range", () => {
  const above = [1, 2, 3].map((row) => ({ row, reason: "Above the header" }));
  const skipped = [...above, { row: 9, reason: "Totals row" }, { row: 12, reason: "Above the header" }];
  expect(groupedSkips(skipped)).toEqual([
    { reason: "Above the header", lines: "Lines 1–3, 12", count: 4 },
    { reason: "Totals row", lines: "Line 9", count: 1 },
  ]);
});

test("of many ranges the first are named", () => {
  const skipped = Array.from({ length: 20 }, (_, index) => ({ row: 2 * index + 1, reason: "Totals row" }));
  expect(groupedSkips(skipped)[0]?.lines).toBe("Lines 1, 3, 5, 7, 9, 11 and others");
});
