import { expect, test } from "vitest";
import { canonicalSymbol, yahooSymbol } from "./yahoo-symbol.ts";

test.each([
  ["AAPL", "AAPL"],
  ["BRK.B", "BRK-B"],
  ["EUR/USD", "EURUSD=X"],
  ["EURO.DE", "EURO.DE"],
  ["PNCE.L", "PNCE.L"],
  ["7203.T", "7203.T"],
  ["AAPL250117C00150000", "AAPL250117C00150000"],
  ["^GSPC", "^GSPC"],
  ["BTC-USD", "BTC-USD"],
  ["VOLV-B.ST", "VOLV-B.ST"],
])("%s is %s with Yahoo, and back", (symbol, yahoo) => {
  expect(yahooSymbol(symbol)).toBe(yahoo);
  expect(canonicalSymbol(yahoo)).toBe(symbol);
});
