import { expect, test } from "vitest";
import { quarantinedStretches, stretchText } from "./quarantined-prices.ts";

const price = (symbol: string, date: string, rule = "scale") => ({ symbol, date, rule, reason: `of ${date}` });

test("prices that follow one another by the same rule are one matter", () => {
  const prices = [
    price("B", "2025-03-04"),
    price("A", "2025-03-10"),
    price("A", "2025-03-03"),
    price("A", "2025-03-04"),
  ];
  expect(quarantinedStretches(prices)).toEqual([
    { symbol: "A", rule: "scale", reason: "of 2025-03-03", from: "2025-03-03", to: "2025-03-10", count: 3 },
    { symbol: "B", rule: "scale", reason: "of 2025-03-04", from: "2025-03-04", to: "2025-03-04", count: 1 },
  ]);
});

test("another rule, and more than a week, begin another", () => {
  const prices = [price("A", "2025-03-03"), price("A", "2025-03-04", "stale"), price("A", "2025-03-12", "stale")];
  expect(quarantinedStretches(prices).map(({ rule, from, to }) => [rule, from, to])).toEqual([
    ["scale", "2025-03-03", "2025-03-03"],
    ["stale", "2025-03-04", "2025-03-04"],
    ["stale", "2025-03-12", "2025-03-12"],
  ]);
});

test("a stretch in words has its dates as their reader writes them", () => {
  const [one] = quarantinedStretches([price("A", "2025-03-03")]);
  const [two] = quarantinedStretches([price("A", "2025-03-03"), price("A", "2025-03-04")]);
  expect(one && stretchText(one)).toBe("A 2025-03-03: of 2025-03-03");
  expect(two && stretchText(two, (date) => date.slice(8))).toBe("A 03 to 04, 2 prices: of 2025-03-03");
});
