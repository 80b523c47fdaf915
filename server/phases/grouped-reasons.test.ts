import { expect, test } from "vitest";
import { groupedReasons } from "./grouped-reasons.ts";

test("[PH9] symbols of the same reason are listed with it once, none left out", () => {
  const missing = Array.from({ length: 20 }, (_, index) => ({ symbol: `S${index}`, reason: "no profile" }));
  expect(groupedReasons([{ symbol: "C", reason: "HTTP 500" }, ...missing])).toEqual([
    "C: HTTP 500",
    `${missing.map(({ symbol }) => symbol).join(", ")}: no profile`,
  ]);
});
