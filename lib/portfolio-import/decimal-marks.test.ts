import { describe, expect, test } from "vitest";
import { amountAsRead, amountAsWritten, couldBeTwo } from "./decimal-marks.ts";
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
    expect(read([HEADER, "KO;1;1.234,5;2024-01-05"]).decimals).toMatchObject({ mark: ",", isOffered: true });
  });

  test("has decimal points where its numbers say so", () => {
    expect(amountsOf("KO;1.234;150.25;2024-01-05", "PG;1,500;60.1;2024-01-05")).toEqual([
      ["1.234", "150.25"],
      ["1500", "60.1"],
    ]);
  });

  test("has an eighth where a zero stands before three decimals, which groups never begin with", () => {
    expect(amountsOf("BTC-USD;0.125;150,25;2024-01-05")).toEqual([["0.125", "150.25"]]);
    expect(amountsOf("BTC-USD;0,125;150,25;2024-01-05")).toEqual([["0.125", "150.25"]]);
    expect(read([HEADER, "BTC-USD;0.125;150;2024-01-05"], { decimalMark: "," }).positions).toEqual([]);
  });

  test("may write its columns differently", () => {
    expect(amountsOf("KO;1,5;150.25;2024-01-05")).toEqual([["1.5", "150.25"]]);
  });

  test("[ERR_CSV_011] is asked about at each number that nothing tells", () => {
    const lines = [HEADER, "KO;1.234;60;2024-01-05", "PG;5;1,234;2024-01-05"];
    const { positions, problems, decimals } = read(lines);
    expect(positions).toEqual([]);
    expect(decimals).toEqual({ mark: null, isOffered: true, marks: {} });
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

describe("an amount that is written anew", () => {
  const ofCommas = read([HEADER, "KO;1;1.234,5;2024-01-05"]).decimals;
  const ofPoints = read([HEADER, "KO;1;1,234.5;2024-01-05"]).decimals;
  const ofBoth = read([HEADER, "KO;1,5;150.25;2024-01-05"]).decimals;
  const asPrice = (text: string, decimals = ofCommas) => amountAsRead(text, decimals, "Entry Price Per Share");

  test("is read with the marks of the file, else as it can be read", () => {
    expect(["150,25", "1,234", "1.234", "1.234,50", "-0,5", "150.25", "1,234.50"].map((text) => asPrice(text))).toEqual(
      [...["150.25", "1.234", "1234", "1234.50", "-0.5", "150.25", "1,234.50"]],
    );
    expect(["1,234", "150,25", "150.25"].map((text) => asPrice(text, ofPoints))).toEqual(["1,234", "150,25", "150.25"]);
  });

  test("is read with the marks of its column, where columns differ", () => {
    expect(amountAsRead("2,125", ofBoth, "Quantity")).toBe("2.125");
    expect(asPrice("2,125", ofBoth)).toBe("2,125");
    expect(amountAsRead("5,5", read([HEADER, "KO;1.234;60;2024-01-05"]).decimals, "Quantity")).toBe("5.5");
  });

  test("could be two where nothing in the file tells, and nowhere else", () => {
    const untold = read([HEADER, "KO;1.234;60;2024-01-05"]).decimals;
    const unclear = (text: string, decimals = untold) => couldBeTwo(text, decimals, "Quantity");
    expect(["1,234", "-1.234", "$1,234"].map((text) => unclear(text))).toEqual([true, true, true]);
    expect(["1234", "1.2340", "1,5", "1,234.5", "0,234", "ten", ""].some((text) => unclear(text))).toBe(false);
    expect([ofCommas, ofPoints].some((decimals) => unclear("1,234", decimals))).toBe(false);
    expect(couldBeTwo("1.234", untold, "Symbol")).toBe(false);
  });

  test("is no name and no day", () => {
    expect(amountAsRead("1,5", ofCommas, "Symbol")).toBe("1,5");
    expect(asPrice("ten")).toBe("ten");
  });

  test("stands as the file would have it while it is changed", () => {
    expect(amountAsWritten("1234.5", ofCommas, "Quantity")).toBe("1234,5");
    expect(amountAsWritten("1234.5", ofPoints, "Quantity")).toBe("1234.5");
    expect(amountAsWritten("BRK.B", ofCommas, "Symbol")).toBe("BRK.B");
    expect(amountAsWritten("n.a.", ofCommas, "Quantity")).toBe("n.a.");
  });
});
