import { expect, it } from "vitest";
import { readActionTable } from "./action-table.ts";
import { priceProblemText } from "./price-file-problem.ts";

const read = (...lines: string[]) => readActionTable("actions.csv", lines.join("\n"));
const words = (...lines: string[]) => read(...lines).problems.map(priceProblemText);

it("reads splits and dividends, columns in any order, comments and blank rows aside", () => {
  const table = read(
    "# own notes",
    "Kind,Symbol,Value,Date",
    "Split,nvda,10,2024-06-10",
    "",
    ",,,",
    "dividend,KO,.485,2024-06-14",
  );
  expect(table).toEqual({
    actions: [
      { symbol: "NVDA", date: "2024-06-10", kind: "split", value: 10 },
      { symbol: "KO", date: "2024-06-14", kind: "dividend", value: 0.485 },
    ],
    problems: [],
  });
});

it("a table without a row says that there were none", () => {
  expect(read("symbol,date,kind,value")).toEqual({ actions: [], problems: [] });
});

it("[ERR_PRICE_009] names each missing column", () => {
  expect(words("symbol,day,value", "KO,2024-06-14,1")).toEqual([
    "actions.csv, line 1, column date: The column date is missing",
    "actions.csv, line 1, column kind: The column kind is missing",
  ]);
});

it("[ERR_PRICE_009] names every cell that does not fit with its row and column", () => {
  expect(words("symbol,date,kind,value", ",6/14/2024,bonus,4:1", "K O,2024-06-14,split,0")).toEqual([
    "actions.csv, line 2, column symbol: The symbol is missing",
    'actions.csv, line 2, column date "6/14/2024": The date is not a date, written as YYYY-MM-DD',
    'actions.csv, line 2, column kind "bonus": The kind is neither split nor dividend',
    'actions.csv, line 2, column value "4:1": The value is not a number above zero',
    'actions.csv, line 3, column symbol "K O": This is not a symbol',
    'actions.csv, line 3, column value "0": The value is not a number above zero',
  ]);
});

it("[ERR_PRICE_009] a second split or dividend of one symbol and date is its owner's to resolve", () => {
  const rows = ["BRK.B,2024-06-14,dividend,1", "BRK-B,2024-06-14,split,2", "BRK-B,2024-06-14,dividend,2"];
  expect(words("symbol,date,kind,value", ...rows)).toEqual([
    'actions.csv, line 4, column date "2024-06-14": Line 2 has a dividend of BRK-B on 2024-06-14 already; make one of the two',
  ]);
});

it("an empty file is no table", () => {
  expect(words("")).toEqual(["actions.csv is empty"]);
});
