import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePositions } from "./positions-csv.ts";
import { replaceSymbol } from "./replace-symbol.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const replaced = (text: string, from: string, to: string, ...rows: number[]) =>
  textOf(replaceSymbol(bytesOf(text), { from, to, rows }));

const HEADER = "Symbol,Quantity,Entry Price Per Share,Entry Date";
const OPTION_HEADER = `${HEADER},Underlying Symbol,Strike Price,Expiration Date,Option Type`;

test("only the symbol of the lines named changes", () => {
  const file = `${HEADER}\nTSLAA,10,100,2025-01-02\nAAPL,5,100,2025-01-02\nTSLAA,1,90,2025-01-03\n`;
  expect(replaced(file, "TSLAA", "TSLA", 2, 4)).toBe(file.replaceAll("TSLAA", "TSLA"));
  expect(replaced(file, "TSLAA", "TSLA", 4)).toBe(file.replace("TSLAA,1,", "TSLA,1,"));
});

test("byte order mark, quotation marks, blanks, semicolons, comments and line ends stay", () => {
  const file =
    '\uFEFF# mine\r\nQUANTITY;note;"symbol" ;Entry price per share;Entry Date\r\n\r\n' +
    '"1,500";"a ""b"";\r\nc"; " tslaa ";"$185.20";6/30/2025\r\n(200);; tslaa;410.75;2025-06-30';
  const changed = replaced(file, "TSLAA", "TSLA", 4, 6);
  expect(changed).toBe(file.replace('" tslaa "', '" TSLA "').replace("; tslaa;", "; TSLA;"));
});

test("tabs and lone carriage returns stay", () => {
  const file = `${HEADER.replaceAll(",", "\t")}\rTSLAA\t10\t100\t2025-01-02\rAAPL\t10\t100\t2025-01-02`;
  expect(replaced(file, "TSLAA", "TSLA", 2)).toBe(file.replace("TSLAA", "TSLA"));
});

test("an option's underlying changes, and the root of its OCC symbol with it", () => {
  const rows = [
    ",1,2.5,2025-01-02,TSLAA,100,2026-01-16,CALL",
    "TSLAA260116C00100000,2,2.5,2025-01-02,,,,",
    "TSLAA 260116P00100000,1,2.5,2025-01-02,TSLAA,,,",
    "TSLAA,1,2.5,2025-01-02,TSLAA,90,2026-01-16,PUT",
  ];
  const file = [OPTION_HEADER, ...rows].join("\n");
  const changed = replaced(file, "TSLAA", "TSLA", 2, 3, 4, 5);
  expect(changed.split("\n").slice(1)).toEqual([
    ",1,2.5,2025-01-02,TSLA,100,2026-01-16,CALL",
    "TSLA260116C00100000,2,2.5,2025-01-02,,,,",
    "TSLA  260116P00100000,1,2.5,2025-01-02,TSLA,,,",
    "TSLA,1,2.5,2025-01-02,TSLA,90,2026-01-16,PUT",
  ]);
  const { positions, problems } = parsePositions(changed, { today: "2025-06-30" });
  expect(problems).toEqual([]);
  expect(positions.map(({ underlyingSymbol }) => underlyingSymbol)).toEqual(["TSLA", "TSLA", "TSLA", "TSLA"]);
});

test("an underlying whose root is written otherwise is named beside the OCC symbol", () => {
  const file = `${OPTION_HEADER}\nBRKX260116C00400000,1,2.5,2025-01-02,,,,`;
  const changed = replaced(file, "BRKX", "BRK.B", 2);
  expect(changed).toBe(`${OPTION_HEADER}\nBRKB260116C00400000,1,2.5,2025-01-02,BRK.B,,,`);
  expect(parsePositions(changed, { today: "2025-06-30" }).positions[0]?.underlyingSymbol).toBe("BRK.B");
});

test("a file that is none stays as it is", () => {
  const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1]);
  expect(replaceSymbol(picture, { from: "A", to: "B", rows: [1] })).toEqual(picture);
  expect(replaced("nothing,known\n1,2", "1", "2", 2)).toBe("nothing,known\n1,2");
});

/** A cell as a spreadsheet or a person may write it. */
const written = (value: string) =>
  fc
    .record({ quoted: fc.boolean(), before: fc.constantFrom("", " ", "  "), after: fc.constantFrom("", " ") })
    .map(({ quoted, before, after }) => `${before}${quoted ? `"${before}${value}${after}"` : value}${after}`);
const note = fc
  .array(fc.constantFrom("a", ",", ";", '""', "\n", "\r\n", "é", " ", "#"), { maxLength: 6 })
  .map((parts) => `"${parts.join("")}"`);

test("whatever the file looks like, every other cell of it reads as before and every other byte is there", () => {
  const row = fc.constantFrom("TSLAA", "AAPL").chain((symbol) => fc.tuple(note, written(symbol), written("10")));
  const file = fc.record({
    mark: fc.constantFrom("", "\uFEFF"),
    delimiter: fc.constantFrom(",", ";", "\t"),
    newline: fc.constantFrom("\n", "\r\n"),
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
  });
  fc.assert(
    fc.property(file, ({ mark, delimiter, newline, rows }) => {
      const lines = rows.map(([text, symbol, quantity], index) =>
        [text, symbol, quantity, 100 + index, "2025-01-02"].join(delimiter),
      );
      const header = ["Note", ...HEADER.split(",")].join(delimiter);
      const before = mark + [header, ...lines].join(newline);
      const parsed = parsePositions(bytesOf(before), { today: "2025-06-30" });
      const wanted = parsed.positions.filter(({ symbol }) => symbol === "TSLAA").map(({ row: line }) => line);
      const after = replaced(before, "TSLAA", "TSLA", ...wanted);
      const cellsOf = (text: string) => parsePositions(text, { today: "2025-06-30" }).rows;
      const expected = cellsOf(before).map(({ row: line, cells }) => ({
        row: line,
        cells: { ...cells, Symbol: cells.Symbol === "TSLAA" ? "TSLA" : cells.Symbol },
      }));
      expect(parsed.problems).toEqual([]);
      expect(wanted).toHaveLength(rows.filter(([, symbol]) => symbol.includes("TSLAA")).length);
      expect(cellsOf(after)).toEqual(expected);
      expect(after).toBe(before.replaceAll("TSLAA", "TSLA"));
    }),
  );
});
