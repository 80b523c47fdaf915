import { expect, test } from "vitest";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { heldSince, unknownSplitsText } from "./symbol-facts.ts";

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

test("splits of symbols that are not stored yet are never said to be none", () => {
  const splits = [{ symbol: "NVDA", date: "2024-06-10", ratio: 10 }];
  const none = { splits: [], foreign: [], unstored: [] };
  for (const asOf of [null, "2024-01-05"]) {
    expect(unknownSplitsText({ ...none, splits, unstored: ["KO"] }, asOf)).toMatch(
      /^Splits of KO are not all known yet.* its /,
    );
    expect(unknownSplitsText({ ...none, unstored: ["KO", "PG"] }, asOf)).toMatch(/their prices, and may still change/);
    expect(unknownSplitsText({ ...none, splits }, asOf)).toBeNull();
  }
  expect(unknownSplitsText(none, "2024-01-05")).toMatch(/^No split of these symbols is known/);
  expect(unknownSplitsText(none, null)).toBeNull();
});
