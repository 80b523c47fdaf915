import { expect, test } from "vitest";
import { readPortfolioFile } from "#tests/fixtures/portfolio-file.ts";
import { parsePositions } from "../positions-csv.ts";

const today = "2026-06-30";
const SCHWAB = '"Symbol","Description","Qty (Quantity)","Mkt Val (Market Value)","Cost Basis","Ratings","Asset Type"';
const ROW = '"KO","COCA-COLA CO","10","$600.00","$500.00","B","Equity"';

test.each([
  ["schwab", "2026-06-29"],
  ["schwab-all-accounts", "2026-06-29"],
  ["fidelity", "2026-06-29"],
  ["etrade", "2026-06-29"],
  ["ib-statement", "2026-06-29"],
  ["ib-flex", "2026-06-29"],
  ["ib-portal", null],
  ["vanguard", null],
])("of %s.csv the day that the file itself states is %s", (name, day) => {
  expect(parsePositions(readPortfolioFile(`brokers/${name}`), { today }).statedDate).toBe(day);
});

test.each([
  ['"Positions for account Individual ...123 as of 09:31 AM ET, 11/20/2026"', "2026-11-20"],
  ['"Positions as of 11/20/2026 04:10 PM ET"', "2026-11-20"],
  ['"Positions for All-Accounts as of 04:05 PM ET, 2026/11/20"', "2026-11-20"],
  ["Portfolio download, exported on 20-Nov-2026", "2026-11-20"],
  ["Positions as of 11/20/2026. Cost basis data before 01/01/2011 may be missing.", "2026-11-20"],
  ["Values as of 11/20/2026 for lots opened after 01/01/2011", "2026-11-20"],
  ["Quotes are as of the close. Accounts opened before 01/01/2011 are not listed.", null],
  ["Positions as of Nov 20, 2026", "2026-11-20"],
  ["Of all positions, as of the close", null],
  ["Opened 11/20/2026", null],
])("the title %s states %s", (title, day) => {
  expect(parsePositions([title, "", SCHWAB, ROW].join("\n"), { today }).statedDate).toBe(day);
});

test("what a position is called states no day", () => {
  const named = ROW.replace("COCA-COLA CO", "NOTE AS OF 01/02/2020");
  expect(parsePositions([SCHWAB, named].join("\n"), { today }).statedDate).toBeNull();
});
