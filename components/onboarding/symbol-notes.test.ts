import { expect, test } from "vitest";
import { linesBySymbol } from "#lib/portfolio-import/needed-symbol.ts";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { symbolNotes } from "./symbol-notes.ts";

const HEADER =
  "Symbol,Quantity,Entry Price Per Share,Entry Date,Underlying Symbol,Strike Price,Expiration Date,Option Type";

test("a note stands at the cell that names the symbol: the underlying of an option, else the symbol", () => {
  const lines = [
    "TSLAA,10,5,2025-01-02,,,,",
    "AAPL,10,5,2025-01-02,,,,",
    ",1,5,2025-01-02,tslaa,100,2026-01-16,CALL",
    "TSLAA260116C00100000,2,5,2025-01-02,,,,",
  ];
  const { rows, positions } = parsePositions([HEADER, ...lines].join("\n"), { today: "2025-06-30" });
  const unknown = [{ symbol: "TSLAA", rows: linesBySymbol(positions).get("TSLAA") ?? [], suggestions: [] }];
  const notes = symbolNotes(rows, unknown, "Yahoo Finance");
  expect([...notes].map(([row, { column }]) => [row, column])).toEqual([
    [2, "Symbol"],
    [4, "Underlying Symbol"],
    [5, "Symbol"],
  ]);
  expect(notes.get(2)?.text).toBe("TSLAA is not known to Yahoo Finance.");
});
