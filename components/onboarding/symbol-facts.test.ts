import { expect, test } from "vitest";
import { counted } from "#lib/counted.ts";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { factsSummary, heldSince, unknownSplitsText } from "./symbol-facts.ts";

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
  expect(unknownSplitsText({ ...none, splits, unstored: ["KO"] })).toMatch(
    /^Splits of KO are not all known yet.* its /,
  );
  expect(unknownSplitsText({ ...none, unstored: ["KO", "PG"] })).toMatch(/their prices, and may still change/);
  expect(unknownSplitsText({ ...none, splits })).toBeNull();
  expect(factsSummary(none, counted)).toBe("No splits are known since the entries");
  expect(factsSummary({ ...none, unstored: ["KO"] }, counted)).toBe("Splits are not all known yet");
  expect(factsSummary({ ...none, splits, unstored: ["KO"] }, counted)).toBe(
    "1 split since the entries · not all are known yet",
  );
  expect(factsSummary(none, counted, true)).toBe("Splits are not all known yet");
});

test("each currency that prices come in is named once", () => {
  const foreign = ["SAP.DE", "EURO.DE"].map((symbol) => ({ symbol, currency: "EUR" }));
  expect(factsSummary({ splits: [], unstored: [], foreign }, counted)).toBe(
    "No splits are known since the entries · prices in EUR",
  );
});
