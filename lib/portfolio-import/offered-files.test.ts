import { describe, expect, test } from "vitest";
import { readPortfolioFile } from "#tests/fixtures/portfolio-file.ts";
import { COLUMNS } from "./columns.ts";
import { csvTemplate } from "./csv-template.ts";
import { neutralizeFormula } from "./formula-cell.ts";
import { validatePortfolioFields } from "./portfolio-fields.ts";
import { parsePositions } from "./positions-csv.ts";
import { findSamplePortfolio, SAMPLE_PORTFOLIOS } from "./sample-portfolios.ts";

const today = "2025-11-03";

describe("template", () => {
  test("has the twelve columns and imports as it stands", () => {
    const [header, ...rows] = csvTemplate().trimEnd().split("\n");
    const { positions, problems, skipped } = parsePositions(csvTemplate(), { today });
    expect(header).toBe(COLUMNS.join(","));
    expect({ problems, skipped, count: positions.length }).toEqual({ problems: [], skipped: [], count: rows.length });
  });

  test("has no cell that a spreadsheet would run", () => {
    const cells = csvTemplate().split(/[\n,]/);
    expect(cells.map(neutralizeFormula)).toEqual(cells);
  });
});

describe("sample portfolios", () => {
  test.each(SAMPLE_PORTFOLIOS)("$id passes the rules an upload passes", (sample) => {
    expect(parsePositions(sample.csv, { today }).problems).toEqual([]);
    expect(validatePortfolioFields({ ...sample, priceSource: "sample" }, { today }).problems).toEqual([]);
  });

  test.each(SAMPLE_PORTFOLIOS)("$id can pay for every position it opens", ({ csv, openingEquity }) => {
    const { positions } = parsePositions(csv, { today });
    const cost = positions.reduce((sum, { quantity, entryPrice }) => sum + Number(quantity) * Number(entryPrice), 0);
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(Number(openingEquity));
  });

  test("growth is the fixture of that name; an unknown id is none", () => {
    expect(findSamplePortfolio("growth")?.csv).toBe(new TextDecoder().decode(readPortfolioFile("growth")));
    expect(findSamplePortfolio("none")).toBeUndefined();
  });
});

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd", "'+cmd"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\rx", "'\rx"],
  ["-200", "-200"],
  ["+1.5", "+1.5"],
  ["AAPL", "AAPL"],
  ["", ""],
])("neutralizeFormula(%j) is %j", (cell, neutral) => {
  expect(neutralizeFormula(cell)).toBe(neutral);
});
