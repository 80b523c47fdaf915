import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPortfolioFile } from "#tests/fixtures/portfolio-file.ts";
import type { ColumnMapping } from "../column-mapping.ts";
import { COLUMNS } from "../columns.ts";
import type { Corrections } from "../corrections.ts";
import { isBlankOrComment } from "../csv-source.ts";
import { parsePositions } from "../positions-csv.ts";
import { SOURCE_FIELDS } from "./source-fields.ts";

const today = "2026-06-30";
const NAMES = [
  "schwab",
  "schwab-all-accounts",
  "fidelity",
  "vanguard",
  "ib-statement",
  "ib-flex",
  "ib-portal",
  "etrade",
];
const textOf = (name: string) => new TextDecoder().decode(readPortfolioFile(`brokers/${name}`));

/** The lines of a file that say something, none of these files having a record of more than one. */
const toldLines = (text: string) => text.split("\n").flatMap((line, at) => (isBlankOrComment(line) ? [] : [at + 1]));

const files = fc.constantFrom(...NAMES).map(textOf);
const junk = fc.constantFrom(
  "SOMETHING,1,2,3",
  '"Disclaimer, of many words"',
  "Total,,,,,,,,",
  "AAPL,--,n/a,--,--,--,--,--,--,--,--,--,--,--,--,--,--",
  ",,,,,1,2,3,4",
  "X00000001,Individual,ZZZ,A NAME,10,$1.00,,$10.00,,,,,,$9.00,$0.90,Cash,",
);
/** An export with lines of others put in anywhere. */
const mixed = fc.tuple(files, fc.array(fc.tuple(fc.nat(40), junk), { maxLength: 6 })).map(([text, added]) => {
  const lines = text.split("\n");
  for (const [at, line] of added) lines.splice(at % (lines.length + 1), 0, line);
  return lines.join("\n");
});

describe("no line is lost silently", () => {
  const expectAccounted = (text: string, mapping: ColumnMapping | null = null) => {
    const { rows, skipped, problems, layout } = parsePositions(text, { today, mapping });
    if (layout === null || problems.some(({ code }) => code === "ERR_CSV_009")) return;
    const header = mapping ? mapping.headerRow : layout.mapping.headerRow;
    const named = [...rows, ...skipped, ...problems].flatMap(({ row }) => row ?? []);
    const open = toldLines(text).filter((line) => line !== header && !named.includes(line));
    expect(open).toEqual([]);
    const twice = rows.filter(({ row }) => skipped.some((left) => left.row === row));
    expect(twice).toEqual([]);
  };

  test("each is a row, is left out with a reason, or has a problem", () => {
    fc.assert(
      fc.property(mixed, (text) => expectAccounted(text)),
      { numRuns: 300 },
    );
  });

  test("whatever columns a person assigns", () => {
    const columns = fc.dictionary(fc.constantFrom(...SOURCE_FIELDS), fc.nat(12), { maxKeys: 8 });
    const mappings = fc.record({ headerRow: fc.option(fc.integer({ min: 1, max: 12 })), columns });
    fc.assert(
      fc.property(mixed, mappings, (text, mapping) => expectAccounted(text, mapping as ColumnMapping)),
      { numRuns: 300 },
    );
  });
});

describe("corrections", () => {
  const cells = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 25 }),
      fc.constantFrom(...COLUMNS),
      fc.constantFrom("", "AAPL", "12", "2025-01-02", "x y"),
    ),
    { maxLength: 12 },
  );
  const corrections: fc.Arbitrary<Corrections> = fc.record({
    cells,
    leftOut: fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 4 }),
  });

  test("change what they name and nothing else; what is left out is named", () => {
    fc.assert(
      fc.property(files, corrections, (text, made) => {
        const before = parsePositions(text, { today });
        const after = parsePositions(text, { today, corrections: made });
        const out = new Set(made.leftOut);
        const wanted = before.rows
          .filter(({ row }) => !out.has(row))
          .map(({ row, cells: old }) => {
            const own = (made.cells ?? []).filter(([at]) => at === row);
            return { row, cells: { ...old, ...Object.fromEntries(own.map(([, column, value]) => [column, value])) } };
          });
        expect(after.rows).toEqual(wanted);
        const left = before.rows.filter(({ row }) => out.has(row)).map(({ row }) => row);
        expect(after.skipped.filter(({ reason }) => reason === "Left out by you").map(({ row }) => row)).toEqual(left);
      }),
      { numRuns: 200 },
    );
  });

  test("a broker's file imports once each thing asked for is there", () => {
    const { rows, problems } = parsePositions(textOf("vanguard"), { today });
    const answers = problems.map(({ row, column, code }) => {
      expect(["ERR_POS_008", "ERR_POS_012"]).toContain(code);
      return [row!, column!, column === "Entry Date" ? "2024-01-02" : "100"] as const;
    });
    const corrected = parsePositions(textOf("vanguard"), {
      today,
      corrections: { cells: answers.map((each) => [...each]) },
    });
    expect(corrected.problems).toEqual([]);
    expect(corrected.positions).toHaveLength(rows.length);
  });

  test("a line that cannot be read is put right as a whole, or left out", () => {
    const text = "Symbol,Quantity,Entry Price Per Share,Entry Date\nAAPL,1,500,10,2025-01-02\nMSFT,1,10,2025-01-02";
    expect(parsePositions(text, { today }).problems).toMatchObject([{ row: 2, code: "ERR_CSV_006" }]);
    const mended = { lines: [[2, 'AAPL,"1,500",10,2025-01-02']] } satisfies Corrections;
    expect(parsePositions(text, { today, corrections: mended }).positions).toMatchObject([
      { quantity: "1500" },
      { quantity: "1" },
    ]);
    expect(parsePositions(text, { today, corrections: { leftOut: [2] } }).positions).toMatchObject([
      { symbol: "MSFT" },
    ]);
  });
});

describe("other files", () => {
  const GERMANISH = "Wertpapier;Anzahl;Kaufkurs\nAAPL;10;185.20";

  test("[ERR_CSV_008] names that seem to mean something are a guess to be confirmed", () => {
    const text = "Ticker,Shares,Cost per share,Purchase date\nAAPL,10,185.20,2024-01-05";
    const { problems, rows, layout } = parsePositions(text, { today });
    expect(problems.map(({ code }) => code)).toEqual(["ERR_CSV_008"]);
    expect(rows).toHaveLength(1);
    const { positions } = parsePositions(text, { today, mapping: layout!.mapping });
    expect(positions).toMatchObject([{ symbol: "AAPL", quantity: "10", entryPrice: "185.2", entryDate: "2024-01-05" }]);
  });

  test("[ERR_CSV_005] a header that means nothing can be assigned by hand", () => {
    const { problems, layout } = parsePositions(GERMANISH, { today });
    expect(problems.map(({ code }) => code)).toEqual(["ERR_CSV_005"]);
    expect(layout).toMatchObject({ kind: "guessed", headers: ["Wertpapier", "Anzahl", "Kaufkurs"] });
    const mapping = { headerRow: 1, columns: { Symbol: 0, Quantity: 1, "Entry Price Per Share": 2 } };
    expect(parsePositions(GERMANISH, { today, mapping }).rows).toMatchObject([
      { row: 2, cells: { Symbol: "AAPL", Quantity: "10", "Entry Price Per Share": "185.2" } },
    ]);
  });

  test("[ERR_CSV_005] rows without a header are guessed by what stands in them", () => {
    const text = "AAPL\t10\t185.20\t1/5/2024\nMSFT\t5\t410\t1/8/2024";
    const { problems, layout } = parsePositions(text, { today });
    expect(problems.map(({ code }) => code)).toEqual(["ERR_CSV_005"]);
    expect(layout?.mapping).toEqual({
      headerRow: null,
      columns: { Symbol: 0, Quantity: 1, "Entry Price Per Share": 2, "Entry Date": 3 },
    });
    expect(parsePositions(text, { today, mapping: layout!.mapping }).positions).toMatchObject([
      { row: 1, symbol: "AAPL", entryDate: "2024-01-05" },
      { row: 2, symbol: "MSFT", entryDate: "2024-01-08" },
    ]);
  });

  test.each([
    ["a column that is not there", { headerRow: 1, columns: { Symbol: 0, Quantity: 7 } }],
    ["a line that is not there", { headerRow: 40, columns: { Symbol: 0, Quantity: 1 } }],
  ])("[ERR_CSV_009] %s", (_what, mapping) => {
    expect(parsePositions(GERMANISH, { today, mapping }).problems.map(({ code }) => code)).toEqual(["ERR_CSV_009"]);
  });

  test("[ERR_CSV_004] without a quantity there is no position", () => {
    const { problems } = parsePositions(GERMANISH, { today, mapping: { headerRow: 1, columns: { Symbol: 0 } } });
    expect(problems.map(({ code, column }) => [code, column])).toContainEqual(["ERR_CSV_004", "Quantity"]);
  });
});
