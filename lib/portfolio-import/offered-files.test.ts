import { describe, expect, test } from "vitest";
import { readPortfolioFile } from "#tests/fixtures/portfolio-file.ts";
import { COLUMNS } from "./columns.ts";
import { csvTemplate } from "./csv-template.ts";
import { neutralizeFormula } from "./formula-cell.ts";
import { SUBTYPES } from "./investment-class.ts";
import { validatePortfolioFields } from "./portfolio-fields.ts";
import { parsePositions } from "./positions-csv.ts";
import { findSamplePortfolio, SAMPLE_PORTFOLIOS } from "./sample-portfolios.ts";
import { suggestedEquity } from "./suggested-equity.ts";

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

  test.each(SAMPLE_PORTFOLIOS)("$id can pay for every position it opens, and is not idle", ({ csv, openingEquity }) => {
    const cost = Number(suggestedEquity(parsePositions(csv, { today }).positions, null));
    expect(cost).toBeLessThanOrEqual(Number(openingEquity));
    expect(cost).toBeGreaterThan(0.8 * Number(openingEquity));
  });

  test("offer every kind of position there is to try", () => {
    const kinds = SAMPLE_PORTFOLIOS.flatMap(({ csv }) =>
      parsePositions(csv, { today }).positions.map(
        ({ investmentClass, investmentSubtype, quantity }) =>
          `${quantity.startsWith("-") ? "short " : ""}${investmentClass} ${investmentSubtype}`,
      ),
    );
    for (const subtype of SUBTYPES.PUBLIC) expect(kinds).toContain(`PUBLIC ${subtype}`);
    for (const type of SUBTYPES.OPTIONS) {
      expect(kinds).toContain(`OPTIONS ${type}`);
      expect(kinds).toContain(`short OPTIONS ${type}`);
    }
    expect(kinds).toContain("short PUBLIC STOCK");
    expect(new Set(kinds.filter((kind) => kind.startsWith("PRIVATE"))).size).toBeGreaterThan(5);
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
