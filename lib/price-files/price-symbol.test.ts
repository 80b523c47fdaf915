import { expect, test } from "vitest";
import { isCurrencyPair } from "./price-symbol.ts";

test("a pair of currencies is told from a ticker", () => {
  expect(["EUR/USD", "AAPL", "EURUSD=X", "BRK/B"].map(isCurrencyPair)).toEqual([true, false, false, false]);
});
