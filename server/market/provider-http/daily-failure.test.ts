import { expect, test } from "vitest";
import { dailyFailure } from "./daily-failure.ts";
import { ProviderError } from "./provider-error.ts";

test.each([
  ["timeout", "source-unavailable"],
  ["network", "source-unavailable"],
  ["server-error", "source-unavailable"],
  ["paused", "source-unavailable"],
  ["rate-limited", "rate-limited"],
  ["quota-spent", "rate-limited"],
  ["unauthorized", "unauthorized"],
  ["not-found", "unknown-symbol"],
  ["bad-request", "bad-response"],
  ["bad-response", "bad-response"],
] as const)("a request that ended %s makes its symbol's failure %s, in the provider's words", (code, expected) => {
  const error = new ProviderError(code, "Yahoo answered so.", { provider: "yahoo" });
  expect(dailyFailure("AAPL", error)).toEqual({ symbol: "AAPL", code: expected, reason: "Yahoo answered so." });
});
