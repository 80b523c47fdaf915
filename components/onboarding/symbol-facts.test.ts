import { expect, test } from "vitest";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { heldSince } from "./symbol-facts.ts";

test("each symbol that needs a price is held from its first entry on, an option's underlying too", () => {
  const rows = [
    "NVDA,10,5,2025-03-03",
    "NVDA,10,5,2024-03-01",
    "NVDA270115C00200000,1,5,2023-03-01",
    "CASH,100,1,2020-01-02",
  ];
  const file = ["Symbol,Quantity,Entry Price Per Share,Entry Date", ...rows].join("\n");
  const { positions } = parsePositions(file, { today: "2026-06-30" });
  expect(heldSince(positions)).toEqual([{ symbol: "NVDA", since: "2023-03-01" }]);
});
