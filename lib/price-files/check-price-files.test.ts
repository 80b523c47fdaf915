import { describe, expect, it } from "vitest";
import { checkPriceFiles } from "./check-price-files.ts";
import { weekdayRule } from "./date-rule.ts";

const file = (name: string, ...lines: string[]) => ({ name, content: new TextEncoder().encode(lines.join("\n")) });
const check = (...files: { name: string; content: Uint8Array }[]) => checkPriceFiles(files, weekdayRule);
const CLOSES = file("closes.csv", "Date,AAPL,BRK-B", "2025-01-02,10,20", "2025-01-03,11,");
const ZIP = { name: "prices.zip", content: new TextEncoder().encode("PK\u0003\u0004zip") };

describe("checking the price files of an upload", () => {
  it("says of each file what is in it, and counts the cells that are no price", () => {
    const ko = file("daily-KO.csv", "Date,Open,Close", "2025-01-03,0,7", "2025-01-04,6,6", "2025-01-02,,ten");
    const { files, problems } = check(CLOSES, ko);
    expect(problems).toEqual([]);
    expect(files.map(({ name, summary }) => [name, summary])).toEqual([
      [
        "closes.csv",
        { kind: "prices", symbols: ["AAPL", "BRK-B"], from: "2025-01-02", to: "2025-01-03", bytes: 47, rejected: 0 },
      ],
      [
        "daily-KO.csv",
        { kind: "prices", symbols: ["KO"], from: "2025-01-03", to: "2025-01-03", bytes: 61, rejected: 3 },
      ],
    ]);
  });

  it("a column without a price is no symbol of the file; options and pairs of currencies are", () => {
    const wide = file("w.csv", "Date,KO,EUR/USD,AAPL  250117C00150000,S&P 500", "2025-01-02,,1.03,4.2,5900");
    expect(check(wide).files[0]?.summary.symbols).toEqual(["EUR/USD", "AAPL250117C00150000"]);
  });

  const refused: [string, string, ReturnType<typeof file>[], object][] = [
    ["ERR_PRICE_001", "a zip", [ZIP], { file: "prices.zip", message: "The file is not a CSV file" }],
    ["ERR_PRICE_001", "an empty file", [file("a.csv", "")], { message: "The file is empty" }],
    ["ERR_PRICE_001", "nothing but comments", [file("a.csv", "# one", "", "# two")], { message: "The file is empty" }],
    ["ERR_PRICE_001", "an open quotation mark", [file("a.csv", "Date,KO", '2025-01-02,"1')], { file: "a.csv" }],
    ["ERR_PRICE_002", "no date column", [file("a.csv", "KO,PEP", "1,2")], {}],
    ["ERR_PRICE_003", "no symbol column", [file("a.csv", "Date,S&P 500", "2025-01-02,1")], {}],
    ["ERR_PRICE_003", "a name that is no symbol", [file("my prices.csv", "Date,Close", "2025-01-02,1")], {}],
    [
      "ERR_PRICE_004",
      "a price without a date",
      [file("a.csv", "Date,KO", "1/2/2025,1", "2025-01-02,1", "Total,")],
      { row: 2, column: "Date", value: "1/2/2025" },
    ],
    ["ERR_PRICE_004", "a day that does not exist", [file("a.csv", "Date,KO", "2025-02-30,1")], { row: 2 }],
    [
      "ERR_PRICE_005",
      "a symbol of two files",
      [CLOSES, file("more.csv", "Date,BRK.B", "2025-01-02,20")],
      { file: "more.csv", symbol: "BRK.B", message: "BRK.B is in closes.csv as well" },
    ],
    [
      "ERR_PRICE_005",
      "a symbol twice in one file",
      [file("a.csv", "Date,KO,ko", "2025-01-02,1,2")],
      { message: "KO is twice in this file" },
    ],
    ["ERR_PRICE_006", "no price", [file("a.csv", "Date,KO", "2025-01-02,x", "2025-01-04,1")], {}],
    ["ERR_PRICE_007", "a large file", [file("a.csv", "x".repeat(10 * 1024 * 1024 + 1))], { file: "a.csv" }],
    [
      "ERR_PRICE_007",
      "files that are large together",
      ["a", "b", "c"].map((name) => file(name, "x".repeat(9 * 1024 * 1024))),
      { file: null },
    ],
    ["ERR_PRICE_008", "too many files", Array.from({ length: 21 }, (_, at) => file(`S${at}.csv`, "")), { file: null }],
    ["ERR_PRICE_011", "actions alone", [file("actions.csv", "symbol,date,kind,value")], { file: null }],
    [
      "ERR_PRICE_013",
      "two files of one name",
      [CLOSES, file("Closes.csv", "Date,KO", "2025-01-02,1")],
      { file: "Closes.csv" },
    ],
    ["ERR_PRICE_013", "a long name", [file(`${"n".repeat(197)}.csv`, "Date,KO", "2025-01-02,1")], {}],
    [
      "ERR_PRICE_014",
      "too many symbols",
      [file("a.csv", ["Date", ...Array.from({ length: 5_001 }, (_, at) => `S${at}`)].join(","), "2025-01-02,1")],
      {},
    ],
    ["ERR_PRICE_015", "too many rows", [file("a.csv", "Date,KO", ...Array.from({ length: 60_000 }, () => "x,1"))], {}],
  ];

  it.each(refused)("[%s] %s", (code, _what, files, details) => {
    expect(check(...files).problems).toMatchObject([{ code, ...details }]);
  });

  it("every problem of every file comes at once", () => {
    const { problems } = check(
      ZIP,
      file("a.csv", "KO", "1"),
      file("b.csv", "Date,AAPL", "soon,1"),
      CLOSES,
      file("actions.csv", "symbol,date,kind,value", "AAPL,2025-01-03,merger,0"),
    );
    expect(problems.map(({ file: name, row, code }) => [name, row, code])).toEqual([
      ["prices.zip", null, "ERR_PRICE_001"],
      ["a.csv", null, "ERR_PRICE_002"],
      ["b.csv", 2, "ERR_PRICE_004"],
      ["actions.csv", 2, "ERR_PRICE_009"],
      ["actions.csv", 2, "ERR_PRICE_009"],
      ["closes.csv", null, "ERR_PRICE_005"],
    ]);
  });

  it("of very many problems of a file a hundred are named, the others counted", () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => `day ${at},1`);
    const { problems } = check(file("a.csv", "Date,KO", ...rows));
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ row: null, message: "The file has 900 more problems" });
  });

  it("with a table of actions the close counts, without one the adjusted close", () => {
    const yahoo = file("KO.csv", "Date,Close,Adj Close", "2025-01-02,10,", "2025-01-03,10,5");
    const actions = file("actions.csv", "Symbol,Date,Kind,Value", "KO,2025-01-03,split,2");
    expect(check(yahoo).files[0]?.summary).toMatchObject({ from: "2025-01-03", rejected: 1 });
    const { files, problems } = check(yahoo, actions);
    expect(problems).toEqual([]);
    expect(files.map(({ summary }) => summary)).toMatchObject([
      { kind: "prices", from: "2025-01-02", rejected: 0 },
      { kind: "actions", symbols: ["KO"], from: "2025-01-03", to: "2025-01-03" },
    ]);
  });
});
