import { expect, test } from "vitest";
import { parsePositions } from "./positions-csv.ts";
import { replacedSymbols } from "./replace-symbol.ts";

const today = "2025-06-30";
const HEADER = "Symbol,Quantity,Entry Price Per Share,Entry Date";
const OPTION_HEADER = `${HEADER},Underlying Symbol,Strike Price,Expiration Date,Option Type`;

/** The file read again with the symbol of some lines replaced. */
function replaced(text: string, from: string, to: string, ...rows: number[]) {
  const cells = replacedSymbols(parsePositions(text, { today }).rows, { from, to, rows });
  return { cells, ...parsePositions(text, { today, corrections: { cells } }) };
}

test("only the symbol of the lines named changes", () => {
  const file = `${HEADER}\nTSLAA,10,100,2025-01-02\nAAPL,5,100,2025-01-02\n tslaa ,1,90,2025-01-03\n`;
  expect(replaced(file, "TSLAA", "TSLA", 2, 4).positions.map(({ symbol }) => symbol)).toEqual(["TSLA", "AAPL", "TSLA"]);
  expect(replaced(file, "TSLAA", "TSLA", 4).cells).toEqual([[4, "Symbol", "TSLA"]]);
  expect(replaced(file, "TSLAA", "TSLA", 3).cells).toEqual([]);
});

test("an option's underlying changes, and the root of its OCC symbol with it", () => {
  const rows = [
    ",1,2.5,2025-01-02,TSLAA,100,2026-01-16,CALL",
    "TSLAA260116C00100000,2,2.5,2025-01-02,,,,",
    "TSLAA 260116P00100000,1,2.5,2025-01-02,TSLAA,,,",
    "TSLAA,1,2.5,2025-01-02,TSLAA,90,2026-01-16,PUT",
  ];
  const { cells, positions, problems } = replaced([OPTION_HEADER, ...rows].join("\n"), "TSLAA", "TSLA", 2, 3, 4, 5);
  expect(cells).toEqual([
    [2, "Underlying Symbol", "TSLA"],
    [3, "Symbol", "TSLA260116C00100000"],
    [4, "Underlying Symbol", "TSLA"],
    [4, "Symbol", "TSLA  260116P00100000"],
    [5, "Symbol", "TSLA"],
    [5, "Underlying Symbol", "TSLA"],
  ]);
  expect(problems).toEqual([]);
  expect(positions.map(({ underlyingSymbol }) => underlyingSymbol)).toEqual(["TSLA", "TSLA", "TSLA", "TSLA"]);
});

test("an underlying whose root is written otherwise is named beside the OCC symbol", () => {
  const { positions } = replaced(`${OPTION_HEADER}\nBRKX260116C00400000,1,2.5,2025-01-02,,,,`, "BRKX", "BRK.B", 2);
  expect(positions).toMatchObject([{ symbol: "BRKB260116C00400000", underlyingSymbol: "BRK.B" }]);
});
