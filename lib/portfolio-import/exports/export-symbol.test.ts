import { describe, expect, test } from "vitest";
import { exportSymbol } from "./export-symbol.ts";

describe("exportSymbol", () => {
  test.each([
    ["Schwab", "AAPL 01/17/2025 200.00 C", "AAPL250117C00200000"],
    ["Schwab, a class of shares", "BRK/B 06/18/2026 412.50 P", "BRKB260618P00412500"],
    ["Fidelity", " -AAPL250117C200", "AAPL250117C00200000"],
    ["Fidelity, a broken strike", "-SPXW261231P4750.5", "SPXW261231P04750500"],
    ["Fidelity, as OCC", " -AAPL250117C00200000", "AAPL250117C00200000"],
    ["Interactive Brokers", "AAPL 17JAN25 200 C", "AAPL250117C00200000"],
    ["Interactive Brokers, portal", "AAPL Jan17'25 200 CALL", "AAPL250117C00200000"],
    ["E*TRADE", "AAPL Jan 17 '25 $200 Call", "AAPL250117C00200000"],
    ["E*TRADE, thousands", "SPX Dec 18 '26 $5,400.00 Put", "SPX261218P05400000"],
    ["Vanguard", "AAPL 01/17/2025 CALL $200.00", "AAPL250117C00200000"],
    ["OCC, padded", "AAPL  250117C00200000", "AAPL  250117C00200000"],
  ])("an option of %s", (_broker, text, symbol) => {
    expect(exportSymbol(text)).toBe(symbol);
  });

  test.each([
    ["BRK/B", "BRK.B"],
    ["BRK B", "BRK.B"],
    ["brk.b", "BRK.B"],
    ["SPAXX**", "SPAXX"],
    ["AAPL 13/45/2025 200.00 C", "AAPL 13/45/2025 200.00 C"],
    ["AAPL 01/17/2025 0 C", "AAPL 01/17/2025 0 C"],
    ["KEY BANK CD", "KEY BANK CD"],
  ])("%s becomes %s", (text, symbol) => {
    expect(exportSymbol(text)).toBe(symbol);
  });

  test("asterisks without end that end nothing are read at once", () => {
    const text = `${"*".repeat(120_000)}X`;
    expect(exportSymbol(text)).toBe(text);
  });
});
