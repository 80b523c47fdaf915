import { expect, test } from "vitest";
import { dailyMove, percentileReading, trendReading } from "./volatility-reading.ts";

test("a percentile reads as high, low or usual", () => {
  expect(percentileReading(91.6)).toBe("High for this portfolio: at or above 92% of its last 252 sessions");
  expect(percentileReading(12)).toContain("Low for this portfolio: at or above only 12%");
  expect(percentileReading(50)).toContain("Usual");
});

test("each trend has its words", () => {
  expect((["rising", "falling", "flat"] as const).map(trendReading).map((text) => text.split(" ")[0])).toEqual([
    "Rising",
    "Falling",
    "No",
  ]);
});

test("sixteen per cent a year is about one per cent a day", () => {
  expect(dailyMove(0.16)).toBeCloseTo(0.01008, 5);
});
