import { describe, expect, test } from "vitest";
import { readPortfolioFile } from "#tests/fixtures/portfolio-file.ts";
import { parsePositions } from "./positions-csv.ts";
import { MAX_POSITIONS } from "./positions-table.ts";

const today = "2026-06-30";
const HEADER = "Symbol,Quantity,Entry Price Per Share,Entry Date";
const FULL_HEADER = `${HEADER},Investment Class,Investment Subtype,Underlying Symbol,Strike Price,Expiration Date,Option Type,Exit Date,Exit Price Per Share`;

const parse = (...lines: string[]) => parsePositions(lines.join("\n"), { today });
const codesOf = (...lines: string[]) => parse(...lines).problems.map(({ row, column, code }) => [row, column, code]);

describe("files of the fixtures", () => {
  test("[ERR_PORT_008] a file in which every row is wrong reports all of them at once, by physical line", () => {
    const { positions, problems, rows } = parsePositions(readPortfolioFile("broken"), { today });
    expect(positions).toEqual([]);
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 18 }, (_, index) => index + 3));
    expect(problems.map(({ row, column, symbol, code, value }) => [row, column, symbol, code, value])).toEqual([
      [3, "Symbol", null, "ERR_POS_001", null],
      [4, "Symbol", "AB!CD", "ERR_POS_003", "AB!CD"],
      [5, "Quantity", "AAPL", "ERR_POS_004", null],
      [6, "Quantity", "AAPL", "ERR_POS_005", "ten"],
      [7, "Quantity", "AAPL", "ERR_POS_006", "0"],
      [8, "Entry Price Per Share", "MSFT", "ERR_POS_008", null],
      [9, "Entry Price Per Share", "MSFT", "ERR_POS_010", "-5"],
      [10, "Entry Date", "JPM", "ERR_POS_013", "2025-13-45"],
      [11, "Entry Date", "JPM", "ERR_POS_014", "2999-01-01"],
      [12, "Investment Class", "XOM", "ERR_POS_016", "STOCKS"],
      [13, "Investment Subtype", "XOM", "ERR_POS_017", "SPACESHIP"],
      [14, "Exit Date", "KO", "ERR_POS_018", "2024-01-02"],
      [15, "Underlying Symbol", null, "ERR_POS_019", null],
      [16, "Strike Price", "SPY_C", "ERR_POS_020", "-100"],
      [17, "Expiration Date", "SPY_D", "ERR_POS_021", "soon"],
      [18, "Option Type", "SPY_E", "ERR_POS_022", "MAYBE"],
      [20, null, "PG", "ERR_POS_023", "PG"],
    ]);
  });

  test("byte order mark, CRLF, quotes, semicolons, $1,500, (200) and US dates import; the totals row is named as skipped", () => {
    const { positions, problems, skipped } = parsePositions(readPortfolioFile("messy-but-valid"), { today });
    expect(problems).toEqual([]);
    expect(positions).toMatchObject([
      {
        row: 2,
        symbol: "AAPL",
        quantity: "1500",
        entryPrice: "185.2",
        entryDate: "2025-06-30",
        investmentSubtype: "STOCK",
      },
      {
        row: 4,
        symbol: "MSFT",
        quantity: "-200",
        entryPrice: "410.75",
        entryDate: "2025-06-30",
        investmentClass: "PUBLIC",
      },
    ]);
    expect(skipped).toEqual([{ row: 5, reason: "Totals row" }]);
  });

  test.each([
    ["growth", 17],
    ["real-us-20", 20],
    ["mixed-private", 7],
    ["long-short-options", 9],
  ])("%s imports clean with its %i positions", (name, count) => {
    const { positions, problems, skipped, rows } = parsePositions(readPortfolioFile(name), { today });
    expect({ problems, skipped, positions: positions.length, rows: rows.length }).toEqual({
      problems: [],
      skipped: [],
      positions: count,
      rows: count,
    });
  });

  test("an option is known by its contract, whether its symbol or its four columns describe it", () => {
    const { positions } = parsePositions(readPortfolioFile("long-short-options"), { today });
    expect(
      positions.slice(5).map(({ symbol, underlyingSymbol, strikePrice }) => [symbol, underlyingSymbol, strikePrice]),
    ).toEqual([
      ["SPY270115C00700000", "SPY", "700"],
      ["AAPL270115P00200000", "AAPL", "200"],
      ["MSFT270115C00520000", "MSFT", "520"],
      ["QQQ271217P00450000", "QQQ", "450"],
    ]);
    expect(positions[8]).toEqual({
      row: 10,
      symbol: "QQQ271217P00450000",
      quantity: "12",
      entryPrice: "21.3",
      entryDate: "2025-11-03",
      investmentClass: "OPTIONS",
      investmentSubtype: "PUT",
      underlyingSymbol: "QQQ",
      strikePrice: "450",
      expirationDate: "2027-12-17",
      optionType: "PUT",
      exitDate: null,
      exitPrice: null,
    });
  });
});

describe("header", () => {
  test("[ERR_CSV_004] each missing column is reported once, not once more in every row", () => {
    expect(codesOf("Symbol,Quantity", "AAPL,0")).toEqual([
      [1, "Entry Price Per Share", "ERR_CSV_004"],
      [1, "Entry Date", "ERR_CSV_004"],
      [2, "Quantity", "ERR_POS_006"],
    ]);
  });

  test("[ERR_CSV_004] Symbol may be absent where all four option columns are there", () => {
    const options =
      "Quantity,Entry Price Per Share,Entry Date,Underlying Symbol,Strike Price,Expiration Date,Option Type";
    expect(parse(options, "5,3,2025-01-02,BRK.B,400,1/16/2026,c").positions).toMatchObject([
      { symbol: "BRKB260116C00400000", underlyingSymbol: "BRK.B", optionType: "CALL" },
    ]);
    expect(codesOf(options.replace(",Option Type", ""), "5,3,2025-01-02,SPY,400,2026-01-16")).toContainEqual([
      1,
      "Symbol",
      "ERR_CSV_004",
    ]);
  });

  test("[ERR_CSV_005] a first row without any known name, and a name that appears twice", () => {
    expect(codesOf("", "AAPL,100,10,2025-01-02")).toEqual([[2, null, "ERR_CSV_005"]]);
    expect(codesOf(`${HEADER},quantity`, "AAPL,100,10,2025-01-02,7")).toEqual([[1, "Quantity", "ERR_CSV_005"]]);
  });

  test("names are matched ignoring case, spaces and order; a column that is none of the twelve is named as not read", () => {
    const { positions, skipped } = parse(
      "# note",
      " entry_date ,Notes,ENTRY PRICE PER SHARE,quantity,Symbol",
      '2025-01-02,"a\nb",10,1,AAPL',
      "2025-01-02,,10,2,AAPL",
    );
    expect(positions.map(({ row, quantity }) => [row, quantity])).toEqual([
      [3, "1"],
      [5, "2"],
    ]);
    expect(skipped).toEqual([{ row: 2, reason: 'The column "Notes" is not one of the twelve and is not read' }]);
  });

  test("a header cell with a line break keeps the physical lines of what follows", () => {
    expect(codesOf('"Symbol","\nQuantity",Entry Price Per Share,Entry Date', "AAPL,0,1,2025-01-02")).toEqual([
      [3, "Quantity", "ERR_POS_006"],
    ]);
  });

  test("the separator line that Excel writes is passed over", () => {
    expect(parse("sep=;", HEADER.replaceAll(",", ";"), "AAPL;1;10;2025-01-02").positions).toHaveLength(1);
  });
});

describe("whole file", () => {
  test("[ERR_CSV_003] a header without positions", () => {
    expect(codesOf(HEADER, "# AAPL,1,10,2025-01-02", ",,,", "Total,,,")).toEqual([[null, null, "ERR_CSV_003"]]);
  });

  test("[ERR_CSV_006] every malformed place is reported, beside the problems of the rows between them", () => {
    const { problems, rows } = parse(
      HEADER,
      'AAPL,"1"0,10,2025-01-02',
      "MSFT,0,10,2025-01-02",
      "# comment",
      '"KO,5,10,2025-01-02',
      "PG,0,1,2025-01-02",
    );
    expect(problems.map(({ row, code, value }) => [row, code, value])).toEqual([
      [2, "ERR_CSV_006", 'AAPL,"1"0,10,2025-01-02'],
      [3, "ERR_POS_006", "0"],
      [5, "ERR_CSV_006", '"KO,5,10,2025-01-02'],
      [6, "ERR_POS_006", "0"],
    ]);
    expect(rows.map(({ row }) => row)).toEqual([3, 6]);
  });

  test("[ERR_PORT_008] a file with problems gives no positions, but tells which of its lines can be read", () => {
    const lines = ["AAPL,1,500,2025-01-02,x", "MSFT,0,10,2025-01-02", "KO,5,10,2025-01-02", "KO,5,10,2025-01-02"];
    const { positions, readable, problems } = parse(HEADER, ...lines);
    expect(problems.map(({ row }) => row)).toEqual([2, 3, 5]);
    expect(positions).toEqual([]);
    expect(readable.map(({ row, symbol }) => [row, symbol])).toEqual([
      [4, "KO"],
      [5, "KO"],
    ]);
    expect(parse(HEADER, "KO,5,10,2025-01-02")).toMatchObject({ positions: [{ row: 2 }], readable: [{ row: 2 }] });
    // What nobody has confirmed to be symbols is not looked up.
    const guessed = parse("Security,Shares,Unit Cost,Purchase Date", "US0378331005,5,10,2025-01-02");
    expect(guessed).toMatchObject({ readable: [], rows: [{ row: 2 }], problems: [{ code: "ERR_CSV_008" }] });
  });

  test("[ERR_CSV_006] after twenty malformed lines the rest is left, and the last of them says so", () => {
    const { problems } = parse(HEADER, ...Array.from({ length: 30 }, () => '"A"A,1,10,2025-01-02'));
    expect(problems).toHaveLength(20);
    expect(problems[19]).toMatchObject({ row: 21, message: expect.stringContaining("not read") });
  });

  test("[ERR_CSV_006] an unquoted 1,500 gives one problem that names the cause, none for the cells it shifts", () => {
    const { problems } = parse(HEADER, "AAPL,1,500,10,2025-01-02", "MSFT,5,10,2025-01-02,,");
    expect(problems).toMatchObject([{ row: 2, column: null, code: "ERR_CSV_006", value: "2025-01-02" }]);
    expect(problems[0]?.message).toContain("quotation marks");
  });

  test("[ERR_CSV_007] 10,000 positions are read, 10,001 are not; totals rows do not count", () => {
    const rows = Array.from({ length: MAX_POSITIONS }, (_, index) => `S${index},1,10,2025-01-02`);
    expect(parse(HEADER, ...rows, "Total,10000,,").positions).toHaveLength(MAX_POSITIONS);
    expect(parse(HEADER, ...rows, "ONE.MORE,1,10,2025-01-02")).toMatchObject({
      positions: [],
      rows: [],
      problems: [{ row: null, code: "ERR_CSV_007" }],
    });
    const totals = Array.from({ length: 100 }, () => "Total,1,,");
    expect(parse(HEADER, ...rows, ...totals, "UNREAD,1,10,2025-01-02")).toMatchObject({
      problems: [{ code: "ERR_CSV_007" }],
    });
    expect(parse(HEADER, ...rows, ...rows)).toMatchObject({ problems: [{ code: "ERR_CSV_007" }] });
  });

  test("totals rows are skipped at the end only, and a dated row is a position whatever its symbol", () => {
    const { positions, skipped } = parse(HEADER, "TOTAL,1,10,2025-01-02", "Grand total,1,,", '"Total (USD)","1,700",,');
    expect(positions.map(({ symbol }) => symbol)).toEqual(["TOTAL"]);
    expect(skipped.map(({ row }) => row)).toEqual([3, 4]);
    expect(codesOf(HEADER, "Total,,,", "AAPL,1,10,2025-01-02").map(([row]) => row)).toEqual([2, 2, 2]);
  });

  test("[ERR_POS_023] an exact duplicate is reported however it is written, unless the caller accepts duplicates", () => {
    const lines = [
      FULL_HEADER,
      'pg,"$1,050.00",20,2025-01-02,,,,,,,,',
      "KO,1,20,2025-01-02,,,,,,,,",
      "PG,1050,20.0,1/2/2025,PUBLIC,STOCK,,,,,,",
    ].join("\n");
    expect(parsePositions(lines, { today }).problems).toMatchObject([
      { row: 4, symbol: "PG", code: "ERR_POS_023", message: "The row repeats row 2 exactly" },
    ]);
    expect(parsePositions(lines, { today, acceptDuplicates: true })).toMatchObject({
      positions: [{ row: 2 }, { row: 3 }, { row: 4 }],
      problems: [],
    });
  });

  test("[ERR_POS_003] a row that begins with a spreadsheet's error value is no comment", () => {
    const lines = [
      `${HEADER},Notes`,
      "# note",
      "#N/A,1,10,2025-01-02,",
      'AAPL,1,10,2025-01-02,"see\n#REF!"',
      "#ref!,,,,",
    ];
    expect(codesOf(...lines)).toEqual([
      [3, null, "ERR_POS_003"],
      [6, null, "ERR_POS_003"],
    ]);
  });

  test("the preview carries each data row's text as written", () => {
    const { rows } = parse(HEADER, 'AAPL,"$1,500", ten ,6/30/2025');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      row: 2,
      cells: { Symbol: "AAPL", Quantity: "$1,500", "Entry Price Per Share": "ten", "Exit Date": "" },
    });
  });
});
