import { describe, expect, test } from "vitest";
import { COLUMNS, type PositionColumn } from "./columns.ts";
import { readPositionRow } from "./position-row.ts";
import type { PreviewRow } from "./row-cells.ts";

type Cells = Partial<Record<PositionColumn, string>>;

const stock: Cells = { Symbol: "AAPL", Quantity: "100", "Entry Price Per Share": "10", "Entry Date": "2025-01-02" };
const option: Cells = {
  ...stock,
  Symbol: "",
  "Underlying Symbol": "SPY",
  "Strike Price": "500",
  "Expiration Date": "2026-01-16",
  "Option Type": "CALL",
};

function read(base: Cells, changes: Cells = {}) {
  const cells: Cells = { ...base, ...changes };
  const filled = Object.fromEntries(COLUMNS.map((column) => [column, cells[column] ?? ""])) as PreviewRow["cells"];
  return readPositionRow({ row: 7, cells: filled }, "2025-06-30");
}

const problemsOf = (base: Cells, changes: Cells) =>
  read(base, changes).problems.map(({ column, code }) => `${code} ${column}`);

describe("one fault, one problem at its cell", () => {
  const rows: [string, PositionColumn, Cells, Cells][] = [
    ["ERR_POS_001", "Symbol", stock, { Symbol: "" }],
    ["ERR_POS_002", "Symbol", stock, { Symbol: "ABCDEFGHIJKLMNOPQRSTU" }],
    ["ERR_POS_003", "Symbol", stock, { Symbol: "BRK/B" }],
    ["ERR_POS_003", "Symbol", stock, { Symbol: "=CMD" }],
    ["ERR_POS_003", "Symbol", stock, { Symbol: "AAPL241332C00150000" }],
    ["ERR_POS_004", "Quantity", stock, { Quantity: "" }],
    ["ERR_POS_005", "Quantity", stock, { Quantity: "1,50" }],
    ["ERR_POS_005", "Quantity", stock, { Quantity: "1e3" }],
    ["ERR_POS_005", "Quantity", stock, { Quantity: "1000000000001" }],
    ["ERR_POS_006", "Quantity", stock, { Quantity: "(0.00)" }],
    ["ERR_POS_007", "Quantity", stock, { Quantity: "0.1234567" }],
    ["ERR_POS_008", "Entry Price Per Share", stock, { "Entry Price Per Share": "" }],
    ["ERR_POS_009", "Entry Price Per Share", stock, { "Entry Price Per Share": "185,20" }],
    ["ERR_POS_010", "Entry Price Per Share", stock, { "Entry Price Per Share": "0" }],
    ["ERR_POS_010", "Entry Price Per Share", stock, { "Entry Price Per Share": "($5)" }],
    ["ERR_POS_011", "Entry Price Per Share", stock, { "Entry Price Per Share": "0.0000001" }],
    ["ERR_POS_012", "Entry Date", stock, { "Entry Date": "" }],
    ["ERR_POS_013", "Entry Date", stock, { "Entry Date": "2025-02-29" }],
    ["ERR_POS_013", "Entry Date", stock, { "Entry Date": "30/6/2025" }],
    ["ERR_POS_014", "Entry Date", stock, { "Entry Date": "2025-07-01" }],
    ["ERR_POS_015", "Entry Date", stock, { "Entry Date": "1990-01-01" }],
    ["ERR_POS_016", "Investment Class", stock, { "Investment Class": "EQUITY" }],
    ["ERR_POS_016", "Investment Class", option, { "Investment Class": "PUBLIC" }],
    ["ERR_POS_016", "Investment Class", stock, { "Investment Class": "PUBLIC", Symbol: "SPY260116C00500000" }],
    ["ERR_POS_017", "Investment Subtype", stock, { "Investment Subtype": "SPACESHIP" }],
    ["ERR_POS_017", "Investment Subtype", stock, { "Investment Class": "PRIVATE", "Investment Subtype": "STOCK" }],
    ["ERR_POS_017", "Investment Subtype", option, { "Investment Subtype": "PUT" }],
    ["ERR_POS_018", "Exit Date", stock, { "Exit Date": "2025-01-01", "Exit Price Per Share": "11" }],
    ["ERR_POS_019", "Underlying Symbol", option, { "Underlying Symbol": "" }],
    ["ERR_POS_019", "Underlying Symbol", option, { "Underlying Symbol": "S PY" }],
    ["ERR_POS_019", "Underlying Symbol", option, { Symbol: "AAPL260116C00500000" }],
    ["ERR_POS_020", "Strike Price", option, { "Strike Price": "" }],
    ["ERR_POS_020", "Strike Price", option, { "Strike Price": "0" }],
    ["ERR_POS_020", "Strike Price", option, { "Strike Price": "12.3456" }],
    ["ERR_POS_020", "Strike Price", option, { Symbol: "SPY260116C00501000" }],
    ["ERR_POS_021", "Expiration Date", option, { "Expiration Date": "" }],
    ["ERR_POS_021", "Expiration Date", option, { "Expiration Date": "2025-01-01" }],
    ["ERR_POS_021", "Expiration Date", option, { "Expiration Date": "2126-01-16" }],
    ["ERR_POS_021", "Expiration Date", option, { Symbol: "SPY260117C00500000" }],
    ["ERR_POS_022", "Option Type", option, { "Option Type": "" }],
    ["ERR_POS_022", "Option Type", option, { "Option Type": "STRADDLE" }],
    ["ERR_POS_022", "Option Type", option, { Symbol: "SPY260116P00500000" }],
    ["ERR_POS_024", "Exit Date", stock, { "Exit Date": "later", "Exit Price Per Share": "11" }],
    ["ERR_POS_024", "Exit Date", stock, { "Exit Date": "2025-07-01", "Exit Price Per Share": "11" }],
    ["ERR_POS_025", "Exit Price Per Share", stock, { "Exit Date": "2025-01-02", "Exit Price Per Share": "-1" }],
    ["ERR_POS_025", "Exit Price Per Share", stock, { "Exit Date": "2025-01-02", "Exit Price Per Share": "0.1234567" }],
    ["ERR_POS_026", "Exit Price Per Share", stock, { "Exit Date": "2025-01-02" }],
    ["ERR_POS_026", "Exit Date", stock, { "Exit Price Per Share": "11" }],
  ];

  test.each(rows)("[%s] %s", (code, column, base, changes) => {
    expect(problemsOf(base, changes)).toEqual([`${code} ${column}`]);
  });

  test("a row with several faults reports each of them, and gives no position", () => {
    const { position, problems } = read(stock, {
      Symbol: "A B",
      Quantity: "x",
      "Entry Date": "y",
      "Exit Date": "z",
      "Exit Price Per Share": "w",
    });
    expect(position).toBeNull();
    expect(problems.map(({ code }) => code).toSorted()).toEqual([
      "ERR_POS_003",
      "ERR_POS_005",
      "ERR_POS_013",
      "ERR_POS_024",
      "ERR_POS_025",
    ]);
    expect(problems.every(({ row, symbol }) => row === 7 && symbol === "A B")).toBe(true);
  });
});

describe("boundaries that are accepted", () => {
  const rows: [string, Cells, Cells][] = [
    ["20 characters", stock, { Symbol: "A.B-C_DEFGHIJKLMNOP1" }],
    ["the first calendar day", stock, { "Entry Date": "1990-01-02" }],
    ["today", stock, { "Entry Date": "2025-06-30" }],
    ["an exit on the entry day, at nothing", stock, { "Exit Date": "2025-01-02", "Exit Price Per Share": "0" }],
    ["trailing zeros beyond six decimals", stock, { Quantity: "0.10000000" }],
    ["an expiry on the entry day", option, { "Expiration Date": "2025-01-02" }],
    ["a weekly root", option, { Symbol: "SPXW260116C00500000", "Underlying Symbol": "SPX" }],
    ["an adjusted root", option, { Symbol: "NVDA1 260116C00500000", "Underlying Symbol": "NVDA" }],
    ["an underlying with a class share", option, { Symbol: "BRKB260116C00500000", "Underlying Symbol": "brk.b" }],
  ];

  test.each(rows)("%s", (_, base, changes) => {
    expect(read(base, changes)).toMatchObject({ problems: [], position: { row: 7 } });
  });
});

describe("class and subtype left empty", () => {
  const rows: [string, Cells, Cells, [string, string]][] = [
    ["a ticker is a public stock", stock, {}, ["PUBLIC", "STOCK"]],
    ["a money market ticker is cash", stock, { Symbol: "spaxx" }, ["PUBLIC", "CASH"]],
    ["CASH at 1 is cash", stock, { Symbol: "CASH", "Entry Price Per Share": "$1.00" }, ["PUBLIC", "CASH"]],
    [
      "CASH at another price is the listed bank",
      stock,
      { Symbol: "CASH", "Entry Price Per Share": "75" },
      ["PUBLIC", "STOCK"],
    ],
    ["an option symbol says class and type", stock, { Symbol: "spy   260116p00500000" }, ["OPTIONS", "PUT"]],
    ["option columns say class and type", option, {}, ["OPTIONS", "CALL"]],
    [
      "the subtype says the option's type",
      option,
      { "Option Type": "", "Investment Subtype": "put" },
      ["OPTIONS", "PUT"],
    ],
    ["subtype alone: ETF", stock, { "Investment Subtype": "etf" }, ["PUBLIC", "ETF"]],
    ["subtype alone: CASH is public", stock, { "Investment Subtype": "Cash" }, ["PUBLIC", "CASH"]],
    [
      "subtype alone: MONEY_MARKET is private",
      stock,
      { "Investment Subtype": "Money Market" },
      ["PRIVATE", "MONEY_MARKET"],
    ],
    ["subtype alone: real estate", stock, { "Investment Subtype": "real-estate" }, ["PRIVATE", "REAL_ESTATE"]],
    ["class alone: private", stock, { "Investment Class": "private" }, ["PRIVATE", "OTHER"]],
    ["class alone: public", stock, { "Investment Class": "Public" }, ["PUBLIC", "STOCK"]],
  ];

  test.each(rows)("%s", (_, base, changes, [investmentClass, investmentSubtype]) => {
    expect(read(base, changes).position).toMatchObject({ investmentClass, investmentSubtype });
  });
});
