import { describe, expect, test } from "vitest";
import { type ParseOptions, parsePositions } from "./positions-csv.ts";

const today = "2026-06-30";
const HEADER = "Symbol;Quantity;Entry Price Per Share;Entry Date";
const read = (lines: readonly string[], options: Partial<ParseOptions> = {}) =>
  parsePositions(lines.join("\n"), { today, ...options });
const amountsOf = (...lines: string[]) => {
  const { positions, problems } = read([HEADER, ...lines]);
  expect(problems).toEqual([]);
  return positions.map(({ quantity, entryPrice }) => [quantity, entryPrice]);
};

describe("a file of semicolons", () => {
  test("has decimal commas where a number can be read in no other way, in its other columns too", () => {
    expect(amountsOf("KO;1.234;150,25;2024-01-05", "PG;-5,5;1.150,25;2024-01-05", "T;(2 500);,5;2024-01-05")).toEqual([
      ["1234", "150.25"],
      ["-5.5", "1150.25"],
      ["-2500", "0.5"],
    ]);
    expect(read([HEADER, "KO;1;1.234,5;2024-01-05"]).decimals).toEqual({ mark: ",", isOffered: true });
  });

  test("has decimal points where its numbers say so", () => {
    expect(amountsOf("KO;1.234;150.25;2024-01-05", "PG;1,500;60.1;2024-01-05")).toEqual([
      ["1.234", "150.25"],
      ["1500", "60.1"],
    ]);
  });

  test("may write its columns differently", () => {
    expect(amountsOf("KO;1,5;150.25;2024-01-05")).toEqual([["1.5", "150.25"]]);
  });

  test("[ERR_CSV_011] is asked about at each number that nothing tells", () => {
    const lines = [HEADER, "KO;1.234;60;2024-01-05", "PG;5;1,234;2024-01-05"];
    const { positions, problems, decimals } = read(lines);
    expect(positions).toEqual([]);
    expect(decimals).toEqual({ mark: null, isOffered: true });
    expect(problems.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
      [2, "Quantity", "ERR_CSV_011", "1.234"],
      [3, "Entry Price Per Share", "ERR_CSV_011", "1,234"],
    ]);
    const said = (decimalMark: "." | ",") =>
      read(lines, { decimalMark }).positions.map(({ quantity, entryPrice }) => [quantity, entryPrice]);
    expect(said(".")).toEqual([
      ["1.234", "60"],
      ["5", "1234"],
    ]);
    expect(said(",")).toEqual([
      ["1234", "60"],
      ["5", "1.234"],
    ]);
  });

  test("[ERR_CSV_011] a number written anew is asked about no more, nor is a line left out", () => {
    const lines = [HEADER, "KO;1.234;60;2024-01-05", "PG;5;1,234;2024-01-05"];
    const { problems, positions } = read(lines, {
      corrections: { cells: [[2, "Quantity", "1234"]], leftOut: [3] },
    });
    expect(problems).toEqual([]);
    expect(positions).toMatchObject([{ symbol: "KO", quantity: "1234" }]);
  });

  test("[ERR_CSV_011] a column that writes both is not read by halves", () => {
    const { problems } = read([HEADER, "KO;1;150,25;2024-01-05", "PG;1;150.25;2024-01-05"]);
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, "ERR_CSV_011"],
      [3, "ERR_CSV_011"],
    ]);
  });

  test("[ERR_CSV_011] what contradicts the mark that was chosen is no number", () => {
    const { problems } = read([HEADER, "KO;1;150.25;2024-01-05"], { decimalMark: "," });
    expect(problems).toMatchObject([{ row: 2, column: "Entry Price Per Share", code: "ERR_CSV_011" }]);
  });

  test("of other names is read by the same rules, its total cost too", () => {
    const lines = ["Ticker;Shares held;Cost basis;Bought on", "KO;1.000;1.234,5;2024-01-05"];
    const { layout, rows } = read(lines);
    expect(rows).toMatchObject([{ cells: { Quantity: "1000", "Entry Price Per Share": "1.2345" } }]);
    expect(read(lines, { mapping: layout!.mapping }).positions).toMatchObject([{ quantity: "1000" }]);
    const unclear = read(["Ticker;Qty;Cost basis;Bought on", "KO;10;1.234;2024-01-05"]);
    expect(unclear.problems).toContainEqual(
      expect.objectContaining({ row: 2, column: null, code: "ERR_CSV_011", value: "1.234" }),
    );
  });
});

test("cells pasted by tabs have decimal commas where they can be nothing else, else points", () => {
  const header = HEADER.replaceAll(";", "\t");
  const quantities = (...lines: string[]) => read([header, ...lines]).positions.map(({ quantity }) => quantity);
  expect(quantities("KO\t1.234\t150,25\t2024-01-05")).toEqual(["1234"]);
  expect(quantities("KO\t1,234\t60\t2024-01-05")).toEqual(["1234"]);
});

test("[ERR_POS_005] between commas a decimal comma is none unless it is said to be one", () => {
  const lines = [HEADER.replaceAll(";", ","), 'KO,"150,25",60,2024-01-05'];
  expect(read(lines)).toMatchObject({ problems: [{ code: "ERR_POS_005" }], decimals: { mark: ".", isOffered: true } });
  expect(read(lines, { decimalMark: "," }).positions).toMatchObject([{ quantity: "150.25" }]);
});
