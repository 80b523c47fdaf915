import { describe, expect, test } from "vitest";
import { readPortfolioFile } from "#tests/fixtures/portfolio-file.ts";
import { type ParseOptions, parsePositions } from "../positions-csv.ts";

const today = "2026-06-30";
const read = (name: string, options: Partial<ParseOptions> = {}) =>
  parsePositions(readPortfolioFile(`brokers/${name}`), { today, ...options });

/** What matters of each row, in the order of the file. */
const rowsOf = (name: string, options: Partial<ParseOptions> = {}) =>
  read(name, options).rows.map(({ row, cells }) => [
    row,
    cells.Symbol,
    cells.Quantity,
    cells["Entry Price Per Share"],
    cells["Entry Date"],
    cells["Investment Subtype"] || cells["Investment Class"],
  ]);
const problemsOf = (name: string) => read(name).problems.map(({ row, column, code }) => [row, column, code]);
const skippedOf = (name: string, options: Partial<ParseOptions> = {}) =>
  read(name, options).skipped.map(({ row, reason }) => [row, reason]);

describe("Schwab", () => {
  test("total cost over quantity, of options over a hundred shares; cash and totals are told apart", () => {
    expect(read("schwab").layout).toMatchObject({ kind: "broker", broker: "Schwab", mapping: { headerRow: 3 } });
    expect(rowsOf("schwab")).toEqual([
      [4, "AAPL", "100", "123.45", "", "STOCK"],
      [5, "BRK.B", "12", "350.05", "", "STOCK"],
      [6, "TSLA", "-20", "305", "", "STOCK"],
      [7, "VTI", "30.4567", "229.96582", "", "ETF"],
      [8, "SWTSX", "250.125", "", "", "MUTUAL_FUND"],
      [9, "AAPL270115C00200000", "2", "18.5066", "", "OPTIONS"],
      [10, "912828ZT0", "10000", "0.94", "", "BOND"],
      [11, "CASH", "18004.21", "1", "", "CASH"],
    ]);
    expect(skippedOf("schwab")).toEqual([
      [1, "Above the header"],
      [12, "Totals row"],
    ]);
  });

  test("[ERR_POS_008, ERR_POS_012] the entry date, and a price that is not there, are asked for at their rows", () => {
    const { problems, positions } = read("schwab");
    expect(positions).toEqual([]);
    expect(problems.filter(({ code }) => code === "ERR_POS_012").map(({ row }) => row)).toEqual([
      4, 5, 6, 7, 8, 9, 10, 11,
    ]);
    expect(problems.filter(({ code }) => code !== "ERR_POS_012")).toMatchObject([
      { row: 8, column: "Entry Price Per Share", code: "ERR_POS_008" },
    ]);
  });

  test("several accounts under one another, each with the header again", () => {
    expect(rowsOf("schwab-all-accounts")).toEqual([
      [5, "MSFT", "40", "249", "", "STOCK"],
      [6, "CASH", "1822.22", "1", "", "CASH"],
      [11, "SCHD", "100", "25.125", "", "ETF"],
    ]);
    expect(skippedOf("schwab-all-accounts").map(([row]) => row)).toEqual([1, 3, 7, 9, 10, 12]);
  });
});

describe("Fidelity", () => {
  test("average cost, options, money market funds without a quantity, pending activity and the small print", () => {
    expect(read("fidelity").layout?.broker).toBe("Fidelity");
    expect(rowsOf("fidelity")).toEqual([
      [2, "SPAXX", "4210.55", "1", "", "CASH"],
      [3, "FDRXX", "1500.25", "1", "", "CASH"],
      [4, "NVDA", "120", "53.5", "", ""],
      [5, "BRKB", "5", "350", "", ""],
      [6, "NVDA270115C00200000", "-1", "11", "", ""],
      [7, "NVDA261218P00097500", "3", "5", "", ""],
      [8, "CASH", "1201", "1", "", "CASH"],
      [9, "FXAIX", "88.123", "136.17", "", ""],
    ]);
    expect(skippedOf("fidelity").map(([row]) => row)).toEqual([11, 13, 15]);
  });

  test("one account of several, where a person chose it", () => {
    const { layout, accounts } = read("fidelity");
    expect(accounts).toEqual(["X00000001", "Y00000002"]);
    const mapping = { ...layout!.mapping, account: "Y00000002" };
    expect(rowsOf("fidelity", { mapping })).toEqual([[9, "FXAIX", "88.123", "136.17", "", ""]]);
    expect(skippedOf("fidelity", { mapping })).toContainEqual([4, "Of another account (X00000001)"]);
  });
});

describe("Vanguard", () => {
  test("no cost is told: it is asked for; transactions below the holdings are another table", () => {
    expect(read("vanguard").layout?.broker).toBe("Vanguard");
    expect(rowsOf("vanguard")).toEqual([
      [2, "VTSAX", "100.512", "", "", ""],
      [3, "VMFXX", "2500", "1", "", "CASH"],
      [4, "AAPL", "8", "", "", ""],
      [5, "CASH", "250", "1", "", "CASH"],
      [7, "VTIVX", "310.44", "", "", ""],
    ]);
    expect(skippedOf("vanguard")).toEqual([10, 11, 12].map((row) => [row, "Another table of the file"]));
    expect(problemsOf("vanguard").filter(([, , code]) => code === "ERR_POS_008")).toEqual(
      [2, 4, 7].map((row) => [row, "Entry Price Per Share", "ERR_POS_008"]),
    );
  });
});

describe("Interactive Brokers", () => {
  test("an activity statement: its open positions alone, by lots where they are listed", () => {
    expect(read("ib-statement").layout).toMatchObject({ broker: "Interactive Brokers", mapping: { headerRow: 8 } });
    expect(rowsOf("ib-statement")).toEqual([
      [10, "AMD", "10", "95.5", "2024-02-05", "STOCK"],
      [11, "AMD", "20", "104.1", "2025-03-17", "STOCK"],
      [12, "BRK.B", "4", "402.25", "", "STOCK"],
      [15, "ENB", "50", "51.833707 CAD", "", "STOCK"],
      [16, "AMD270115C00180000", "-2", "12.4", "", "OPTIONS"],
    ]);
    expect(skippedOf("ib-statement")).toContainEqual([9, "Its 2 lots are imported instead"]);
    expect(skippedOf("ib-statement")).toContainEqual([19, "Another part of the file"]);
  });

  test("[ERR_POS_028] a cost in another currency is no price in dollars", () => {
    const problem = read("ib-statement").problems.find(({ code }) => code === "ERR_POS_028");
    expect(problem).toMatchObject({ row: 15, column: "Entry Price Per Share", value: "51.833707 CAD" });
    expect(problem?.message).toBe("The entry price is in CAD, not in dollars");
  });

  test("[ERR_POS_016] a flex query: lots, padded option symbols with their terms, and a future, which none can be", () => {
    expect(rowsOf("ib-flex")).toEqual([
      [3, "AMD", "10", "95.5", "2024-02-05", "STOCK"],
      [4, "AMD", "20", "104.1", "2025-03-17", "STOCK"],
      [5, "AMD   270115C00180000", "-2", "12.4", "2026-01-05", "OPTIONS"],
      [6, "SAP", "15", "180 EUR", "2025-06-02", "STOCK"],
      [7, "MESU6", "1", "6100", "2026-06-15", "FUT"],
    ]);
    expect(problemsOf("ib-flex")).toEqual([
      [6, "Entry Price Per Share", "ERR_POS_028"],
      [7, "Investment Class", "ERR_POS_016"],
    ]);
  });

  test("a flex query with line descriptors", () => {
    const lines = new TextDecoder().decode(readPortfolioFile("brokers/ib-flex")).trimEnd().split("\n");
    const described = lines.map((line, index) => `"${index === 0 ? "HEADER" : "DATA"}","POST",${line}`);
    const file = ['"BOF","U0000001","Q","20260629"', ...described, '"EOF","U0000001"'].join("\n");
    const { rows, skipped } = parsePositions(file, { today });
    expect(rows.map(({ row, cells }) => [row, cells.Symbol])).toEqual(
      rowsOf("ib-flex").map(([row, symbol]) => [Number(row) + 1, symbol]),
    );
    expect(skipped.map(({ row }) => row)).toEqual([1, 3, 9]);
  });

  test("the portal's positions", () => {
    expect(rowsOf("ib-portal")).toEqual([
      [2, "AMD", "30", "101.2333", "", ""],
      [3, "AMD270115C00180000", "-2", "12.4", "", ""],
    ]);
  });
});

describe("E*TRADE", () => {
  test("lots under their position, options in words, cash by its value, and what stands around the table", () => {
    expect(read("etrade").layout).toMatchObject({ broker: "E*TRADE", mapping: { headerRow: 10 } });
    expect(rowsOf("etrade")).toEqual([
      [11, "LCTX", "965", "1.74", "", ""],
      [13, "QQQ", "15", "400", "2024-03-14", ""],
      [14, "QQQ", "5", "440", "2025-01-06", ""],
      [15, "QQQ261231P00600000", "1", "50.35", "", ""],
      [16, "KEY BANK CD CLEVELAND OH CD 3.85% 08/24/2026", "5000", "1", "", "BOND"],
      [17, "VMFXX", "7163.21", "1", "", "CASH"],
      [18, "CASH", "7096.82", "1", "", "CASH"],
    ]);
    expect(skippedOf("etrade")).toContainEqual([12, "Its 2 lots are imported instead"]);
    expect(skippedOf("etrade")).toContainEqual([19, "Totals row"]);
    expect(skippedOf("etrade")).toContainEqual([21, "No position: “Generated at Jun 29 2026 04:44 PM ET”"]);
  });

  test("lots that do not add up to their position are left out, not the position", () => {
    const text = new TextDecoder()
      .decode(readPortfolioFile("brokers/etrade"))
      .replace(",5.0000,440.00", ",4.0000,440.00");
    const { rows, skipped } = parsePositions(text, { today });
    expect(rows.filter(({ cells }) => cells.Symbol === "QQQ")).toMatchObject([{ row: 12, cells: { Quantity: "20" } }]);
    expect(skipped.filter(({ row }) => row === 13 || row === 14)).toHaveLength(2);
  });
});

test("a file of which every line might be a header that is never closed is read to its end", () => {
  const text = Array.from({ length: 20_000 }, () => 'Symbol,"Quantity').join("\n");
  expect(parsePositions(text, { today }).problems.map(({ code }) => code)).toContain("ERR_CSV_005");
});
