import { expect, it } from "vitest";
import { unpricedSymbols } from "./unpriced-symbols.ts";

const held = (
  symbol: string,
  investmentClass = "PUBLIC",
  investmentSubtype = "STOCK",
  underlyingSymbol: string | null = null,
) =>
  ({ symbol, investmentClass, investmentSubtype, underlyingSymbol }) as Parameters<typeof unpricedSymbols>[0][number];

it("names each symbol a position needs and no file has, options by their underlying", () => {
  const positions = [
    ...[held("XYZ"), held("AAPL"), held("XYZ"), held("BRK.B"), held("SPAXX", "PUBLIC", "CASH")],
    held("HOME", "PRIVATE", "REAL_ESTATE"),
    held("MSFT260116C00400000", "OPTIONS", "CALL", "MSFT"),
  ];
  const files = [
    { kind: "prices", symbols: ["AAPL", "BRK-B"] },
    { kind: "actions", symbols: ["XYZ"] },
  ] as const;
  expect(unpricedSymbols(positions, files)).toEqual(["MSFT", "XYZ"]);
});
