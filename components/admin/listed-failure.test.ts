import { expect, test } from "vitest";
import { type ListedFailure, sortedFailures, takesAlias } from "./listed-failure.ts";

const failure = (symbol: string, code: string, reason = code): ListedFailure => ({
  ...{ source: "yahoo", sourceLabel: "Yahoo Finance", symbol, code, reason, attempts: 1, alias: null, portfolios: 1 },
  ...{ firstSeen: "2025-07-15T22:00:00Z", lastSeen: "2025-07-15T22:00:00Z", retryAfter: "2025-07-16T22:00:00Z" },
});

test("failures that pass by themselves stand together by their reason, apart from those that somebody must see to", () => {
  const sorted = sortedFailures([
    failure("OLDN", "unknown-symbol"),
    failure("A", "rate-limited"),
    failure("B", "source-unavailable"),
    failure("C", "rate-limited"),
    failure("D", "no-data"),
  ]);
  expect(sorted.lasting.map(({ symbol }) => symbol)).toEqual(["OLDN", "D"]);
  expect(sorted.passing.map((group) => group.map(({ symbol }) => symbol))).toEqual([["A", "C"], ["B"]]);
});

test("an alias is taken by what asks providers, not by the sample market, which has every symbol of its own", () => {
  expect(takesAlias(failure("OLDN", "unknown-symbol"))).toBe(true);
  expect(takesAlias({ ...failure("OLDN", "unknown-symbol"), source: "live" })).toBe(true);
  expect(takesAlias({ ...failure("OLDN", "unknown-symbol"), source: "sample" })).toBe(false);
});
