import { expect, test } from "vitest";
import { parsePositions } from "../positions-csv.ts";

const today = "2026-06-30";
const read = (header: string) => parsePositions(`${header}\nAAPL,100,185.2,2025-06-30`, { today });

test.each([
  "Ticker,Shares held,Price paid,Bought on",
  "Ticker,Qty,Cost/share,Purchase date",
  "Stock,Units,Avg cost,Trade date",
  "Symbol,Shares owned,Average cost per share,Date bought",
  "Security,Number of shares,Bought at,Date of purchase",
  "Symbol,Quantity,Cost/share,Entry Date",
])("[ERR_CSV_008] “%s” is a guess, shown and asked for", (header) => {
  const { layout, problems, rows } = read(header);
  expect(layout).toMatchObject({ kind: "guessed", mapping: { headerRow: 1 } });
  expect(problems.map(({ code }) => code)).toEqual(["ERR_CSV_008"]);
  expect(rows.map(({ cells }) => cells)).toMatchObject([
    { Symbol: "AAPL", Quantity: "100", "Entry Price Per Share": "185.2", "Entry Date": "2025-06-30" },
  ]);
});

test("[ERR_CSV_004] what the names do not tell is not made up", () => {
  const { layout, problems } = read("Symbol,How many,Entry Price Per Share,Entry Date");
  expect(layout).toMatchObject({ kind: "template", mapping: { columns: { Symbol: 0 } } });
  expect(problems).toMatchObject([{ code: "ERR_CSV_004", column: "Quantity" }]);
});
