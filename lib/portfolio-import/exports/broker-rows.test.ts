import { describe, expect, test } from "vitest";
import { type ParseOptions, parsePositions } from "../positions-csv.ts";

const today = "2026-06-30";
const read = (lines: readonly string[], options: Partial<ParseOptions> = {}) =>
  parsePositions(lines.join("\n"), { today, ...options });
const rowsOf = (lines: readonly string[], options: Partial<ParseOptions> = {}) =>
  read(lines, options).rows.map(({ cells }) => [
    cells.Symbol,
    cells.Quantity,
    cells["Entry Price Per Share"],
    cells["Investment Subtype"],
  ]);

const FIDELITY =
  "Account Number,Account Name,Symbol,Description,Quantity,Last Price,Current Value,Cost Basis Total,Average Cost Basis";
const SCHWAB = '"Symbol","Description","Qty (Quantity)","Mkt Val (Market Value)","Cost Basis","Ratings","Asset Type"';
const VANGUARD = "Account Number,Investment Name,Symbol,Shares,Share Price,Total Value,";

test("a fund whose name begins with “Total” is no totals row", () => {
  const lines = [
    "Name,Ticker,Shares,Price Paid",
    "Total Stock Market ETF,VTI,10,220.5",
    "Total,,10,",
    "Total International,,5,60",
  ];
  const { layout } = read(lines);
  const { rows, skipped } = read(lines, { mapping: layout!.mapping });
  expect(rows.map(({ row }) => row)).toEqual([2]);
  expect(skipped).toEqual([3, 4].map((row) => ({ row, reason: "Totals row" })));
});

test("USD and CASH are tickers too: with a price that is no dollar they are shares", () => {
  expect(
    rowsOf([
      FIDELITY,
      'Z1,IRA,USD,PROSHARES ULTRA SEMICONDUCTORS,100,$90.00,"$9,000.00","$6,500.00",$65.00',
      "Z1,IRA,CASH,PATHWARD FINANCIAL INC,10,$75.00,$750.00,$500.00,$50.00",
      "Z1,IRA,USD,US DOLLAR,250.5,$1.00,$250.50,,",
      "Z1,IRA,CASH,,,,$12.34,,",
    ]),
  ).toEqual([
    ["USD", "100", "65", ""],
    ["CASH", "10", "50", ""],
    ["USD", "250.5", "1", "CASH"],
    ["CASH", "12.34", "1", "CASH"],
  ]);
});

test("[ERR_POS_028] money in another currency is no dollars", () => {
  const flex = "Symbol,Position,CostBasisPrice,AssetClass,CurrencyPrimary";
  const { problems } = read([flex, "EUR.USD,1000,1.08,CASH,USD", "GBP,20,1,CASH,GBP", "USD,5,1,CASH,USD"]);
  expect(problems.filter(({ code }) => code === "ERR_POS_028")).toMatchObject([
    { row: 2, column: "Entry Price Per Share", value: "1 EUR" },
    { row: 3, value: "1 GBP" },
  ]);
});

test("a price per hundred of face value, as bonds have, is no price per unit: the total cost tells", () => {
  expect(
    rowsOf([
      FIDELITY,
      'Z1,IRA,912797LB1,UNITED STATES TREAS BILLS ZERO CPN 0.00000% 05/15/2027,10000,$99.10,"$9,910.00","$9,850.00",$98.50',
      "Z1,IRA,XYZ,FELL BY NINETY-NINE PER CENT,10,$1.00,$10.00,$1000.00,$100.00",
    ]),
  ).toEqual([
    ["912797LB1", "10000", "0.985", "BOND"],
    ["XYZ", "10", "100", ""],
  ]);
});

test("without a total cost, a bond by its name is priced per hundred where its value says so", () => {
  const etrade = "Symbol,Last Price $,Quantity,Price Paid $,Value $";
  expect(
    rowsOf([etrade, "KEY BANK CD 3.85% 08/24/2026,99.9934,5000.0000,100.00,4999.67", "T 4% 2027,.99,5000,.98,4950"]),
  ).toEqual([
    ["KEY BANK CD 3.85% 08/24/2026", "5000", "1", "BOND"],
    ["T 4% 2027", "5000", "0.98", "BOND"],
  ]);
});

test("a money market fund is cash also where it is called a mutual fund", () => {
  expect(
    rowsOf([SCHWAB, '"SWVXX","SCHWAB VALUE ADVANTAGE MONEY INV","500","$500.00","N/A","--","Mutual Fund"']),
  ).toEqual([["SWVXX", "500", "1", "CASH"]]);
});

test("the header again begins the holdings anew, below other tables too", () => {
  const trades = "Account Number,Trade Date,Transaction Type,Investment Name,Symbol,Shares,Share Price";
  const { rows, skipped } = read([
    ...[VANGUARD, "1,APPLE INC,AAPL,8,210.10,1680.80,", trades, "1,2026-06-12,Buy,APPLE INC,AAPL,3,205"],
    ...[VANGUARD, "2,COCA-COLA,KO,5,60,300,"],
  ]);
  expect(rows.map(({ row, cells }) => [row, cells.Symbol])).toEqual([
    [2, "AAPL"],
    [6, "KO"],
  ]);
  expect(skipped.map(({ row }) => row)).toEqual([3, 4, 5]);
});

test("accounts under titles of their own are told apart by them", () => {
  const lines = [
    ...['"Positions for All-Accounts as of 09:31 AM ET, 06/29/2026"', "", '"Individual ...123"', SCHWAB],
    ...[
      '"MSFT","MICROSOFT CORP","40","$16,400.00","$9,960.00","A","Equity"',
      '"Account Total","--","--","--","--","--"',
    ],
    ...["", '"Roth IRA ...456"', SCHWAB, '"SCHD","ETF","100","$2,700.00","$2,512.50","--","ETFs & Closed End Funds"'],
  ];
  const { accounts, layout } = read(lines);
  expect(accounts).toEqual(["Individual ...123", "Roth IRA ...456"]);
  const only = read(lines, { mapping: { ...layout!.mapping, account: "Roth IRA ...456" } });
  expect(only.rows.map(({ cells }) => cells.Symbol)).toEqual(["SCHD"]);
  expect(only.accounts).toEqual(accounts);
  expect(only.skipped).toContainEqual({ row: 5, reason: "Of another account (Individual ...123)" });
  const single = lines.slice(0, 6);
  expect(read(single).accounts).toEqual([]);
});

test("the file's own price per share is told: as it has it, of bonds per unit, else its value over the quantity", () => {
  const { lastPrices } = read([
    "Symbol,Quantity,Last Price,Market Value,Asset Type,Currency",
    "KO,10,60.1,601.04,Equity,",
    "912797LB1,10000,99.1,9910,Fixed Income,",
    "KO 01/15/2027 65.00 C,-2,,-250,Option,",
    "SAP,5,180,900,Equity,EUR",
    "Cash & Cash Investments,,,50,Cash and Money Market,",
  ]);
  expect([...lastPrices]).toEqual([
    [2, "60.1"],
    [3, "0.991"],
    [4, "1.25"],
  ]);
});

test("a consolidated statement of Interactive Brokers names the account of each position", () => {
  const part = "Open Positions";
  const { accounts, layout } = read([
    `${part},Header,DataDiscriminator,Asset Category,Account,Currency,Symbol,Quantity,Mult,Cost Price,Cost Basis,Value`,
    `${part},Data,Summary,Stocks,U1,USD,AMD,10,1,95.5,955,1500`,
    `${part},Data,Summary,Stocks,U2,USD,KO,5,1,60,300,310`,
  ]);
  expect(accounts).toEqual(["U1", "U2"]);
  expect(layout?.broker).toBe("Interactive Brokers");
});

test("an option on a class of shares is on that class, though its own symbol has no dot", () => {
  const { rows } = read([SCHWAB, '"BRK/B 01/15/2027 400.00 C","CALL BERKSHIRE","1","$900.00","$800.00","--","Option"']);
  expect(rows[0]?.cells).toMatchObject({ Symbol: "BRKB270115C00400000", "Underlying Symbol": "BRK.B" });
});

test("lots are known by their days, those of digits and dashes too, which could be tickers", () => {
  const { rows, skipped } = read([
    "Symbol,Qty #,Price Paid $,Last Price $,Value $",
    "AAPL,100,150.25,280.10,28010",
    "    2024-03-14,60,140,280.10,16806",
    "    01/06/2025,40,165.625,280.10,11204",
    "CASH,,,,7096.82",
  ]);
  expect(rows.map(({ row, cells }) => [row, cells.Symbol, cells.Quantity, cells["Entry Date"]])).toEqual([
    [3, "AAPL", "60", "2024-03-14"],
    [4, "AAPL", "40", "2025-01-06"],
    [5, "CASH", "7096.82", ""],
  ]);
  expect(skipped.map(({ row }) => row)).toEqual([2]);
});

describe("what stands beside the positions", () => {
  const statement = (cash: readonly string[]) => [
    ...["Account Information,Header,Field Name,Field Value", "Account Information,Data,Base Currency,EUR"],
    ...["Cash Report,Header,Currency Summary,Currency,Total,Securities,Futures,", ...cash],
    "Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price,Cost Basis,Value",
    "Open Positions,Data,Summary,Stocks,USD,AMD,10,1,95.5,955,1500",
  ];

  test("[ERR_POS_028] the ending cash of a statement is read by currency, and no other line of its cash report", () => {
    const { rows, skipped, problems } = read(
      statement([
        'Cash Report,Data,Starting Cash,Base Currency Summary,"1,000","1,000",0,',
        'Cash Report,Data,Ending Cash,Base Currency Summary,"1,815","1,815",0,',
        'Cash Report,Data,Ending Cash,USD,"1,500","1,500",0,',
        "Cash Report,Data,Ending Cash,CAD,300.25,300.25,0,",
        "Cash Report,Data,Ending Cash,GBP,-20.5,-20.5,0,",
        "Cash Report,Data,Ending Settled Cash,USD,1400,1400,0,",
      ]),
    );
    expect(rows.map(({ row, cells }) => [row, cells.Symbol, cells.Quantity, cells["Entry Price Per Share"]])).toEqual([
      [6, "CASH", "1500", "1"],
      [7, "CASH", "300.25", "1 CAD"],
      [11, "AMD", "10", "95.5"],
    ]);
    expect(rows[0]?.cells["Investment Subtype"]).toBe("CASH");
    expect(problems).toContainEqual(expect.objectContaining({ row: 7, code: "ERR_POS_028" }));
    expect(skipped).toContainEqual({ row: 5, reason: "The sum of the cash of every currency" });
    expect(skipped).toContainEqual({
      row: 8,
      reason: "Money owed, not held (-20.5 GBP): it is part of the account value",
    });
    expect(skipped).toContainEqual({ row: 4, reason: "Above the header" });
    expect(skipped.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 8, 9]);
  });

  test("a sum that stands alone is in the account's base currency", () => {
    expect(rowsOf(statement(["Cash Report,Data,Ending Cash,Base Currency Summary,1500,1500,0,"]))[0]).toEqual([
      ...["CASH", "1500", "1 EUR", "CASH"],
    ]);
  });

  test("cash below the positions is read too", () => {
    const [header = "", ...lines] = statement(["Cash Report,Data,Ending Cash,USD,12.5,12.5,0,"]).slice(2);
    expect(rowsOf([...lines.slice(1), header, ...lines.slice(0, 1)])).toEqual([
      ["AMD", "10", "95.5", "STOCK"],
      ["CASH", "12.5", "1", "CASH"],
    ]);
  });

  test("[ERR_POS_002, ERR_POS_003] funds above the holdings, which have no ticker, are asked for by their name", () => {
    const lines = [
      "Fund Account Number,Fund Name,Price,Shares,Total Value",
      "974455687-02,2034/2035 Enrollment Portfolio,$19.64,1634.4842,$32101.27",
      "974455687-02,Vanguard Federal Money Market Fund,$1.00,250,$250.00",
      ...["", VANGUARD, "1,APPLE INC,AAPL,8,210.10,1680.80,"],
    ];
    const { rows, skipped, problems, accounts, lastPrices, layout } = read(lines);
    expect(rows.map(({ row, cells }) => [row, cells.Symbol, cells.Quantity])).toEqual([
      [2, "2034/2035 Enrollment Portfolio", "1634.4842"],
      [3, "CASH", "250"],
      [6, "AAPL", "8"],
    ]);
    expect(skipped).toEqual([{ row: 1, reason: "Above the header" }]);
    expect(problems.filter(({ row, column }) => row === 2 && column === "Symbol")).not.toEqual([]);
    expect(lastPrices.get(2)).toBe("19.64");
    expect(accounts).toEqual(["974455687-02", "1"]);
    const only = read(lines, { mapping: { ...layout!.mapping, account: "1" } });
    expect(only.rows.map(({ row }) => row)).toEqual([6]);
  });
});
