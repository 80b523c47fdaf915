import { describe, expect, test } from "vitest";
import { GICS_SECTORS } from "#lib/sectors.ts";
import { parseSectorWeights } from "./parse-sector-weights.ts";

const HEADER = "sector,weight_pct,as_of,source";
const PUBLISHED = [34.6, 9.8, 13.1, 2.8, 10.3, 4.9, 8, 1.7, 1.9, 2.4, 10.7];
const rowsOf = (asOf: string, change: Record<number, string> = {}) =>
  GICS_SECTORS.map((sector, i) => change[i] ?? `${sector},${PUBLISHED[i]},${asOf},Index provider`);
const parse = (lines: readonly string[], separator = "\n") =>
  parseSectorWeights(lines.join(separator), { today: "2026-01-31" });
const problemsOf = (lines: readonly string[]) =>
  parse(lines).problems.map(({ row, column, code }) => [row, column, code]);

describe("a file of sector weights", () => {
  test("gives each date's eleven weights as published, between 0 and 1", () => {
    const { weights, problems } = parse([HEADER, ...rowsOf("2025-11-28"), ...rowsOf("2025-12-31")]);
    expect(problems).toEqual([]);
    expect(weights).toHaveLength(22);
    expect(weights[0]).toEqual({
      asOf: "2025-11-28",
      sector: "Information Technology",
      weight: 0.346,
      source: "Index provider",
    });
    const sum = weights.slice(0, 11).reduce((total, { weight }) => total + weight, 0);
    expect(sum).toBeCloseTo(1.002, 10);
  });

  test("may say the same as spreadsheets and providers do", () => {
    const names: Record<string, string> = { "Information Technology": "technology", Financials: "Financial Services" };
    const lines = GICS_SECTORS.map((sector, i) => `12/31/2025;${names[sector] ?? sector};${PUBLISHED[i]} %`);
    const { weights, problems } = parse(["\uFEFF# S&P 500", " As Of ; Sector ; Weight pct ", "", ...lines], "\r\n");
    expect(problems).toEqual([]);
    expect(weights.map(({ sector }) => sector)).toEqual(GICS_SECTORS);
    expect(weights[2]).toEqual({ asOf: "2025-12-31", sector: "Financials", weight: 0.131, source: null });
  });

  test("may lack rounding's half a point and no more", () => {
    const summing = (utilities: string) =>
      problemsOf([HEADER, ...rowsOf("2025-11-28", { 9: `Utilities,${utilities},2025-11-28,` })]);
    expect(summing("1.7")).toEqual([]);
    expect(summing("2.7")).toEqual([]);
    expect(summing("2.71")).toEqual([[2, "weight_pct", "ERR_SECTOR_011"]]);
    expect(summing("1.69")).toEqual([[2, "weight_pct", "ERR_SECTOR_011"]]);
  });

  test("names every problem at once by line and column", () => {
    const found = problemsOf([
      HEADER,
      ...rowsOf("2025-11-28", { 0: "Tech stocks,abc,2025-11-28,", 1: ",,2025-11-28," }),
      ...rowsOf("2025-12-31", { 3: "Energy,-1,2025-12-31,", 4: "Energy,101,2025-12-31," }),
      ...rowsOf("2025-10-31", { 0: "Utilities,2.4,2025-10-31," }),
      `Energy,2.8,31.12.2025,`,
      "Energy,2.8,2026-02-01,",
      "Energy,2.8,1989-12-29,",
      `Energy,2.8,,${"x".repeat(301)}`,
    ]);
    expect(found).toEqual([
      [2, "sector", "ERR_SECTOR_006"],
      [2, "weight_pct", "ERR_SECTOR_007"],
      [3, "sector", "ERR_SECTOR_006"],
      [3, "weight_pct", "ERR_SECTOR_007"],
      [16, "weight_pct", "ERR_SECTOR_007"],
      [17, "weight_pct", "ERR_SECTOR_007"],
      [17, "sector", "ERR_SECTOR_009"],
      [33, "sector", "ERR_SECTOR_009"],
      [35, "as_of", "ERR_SECTOR_008"],
      [36, "as_of", "ERR_SECTOR_008"],
      [37, "as_of", "ERR_SECTOR_008"],
      [38, "as_of", "ERR_SECTOR_008"],
      [38, "source", "ERR_SECTOR_012"],
    ]);
  });

  test("has all eleven sectors of each date, and none of it is taken while one is missing", () => {
    const { weights, problems } = parse([HEADER, ...rowsOf("2025-11-28"), ...rowsOf("2025-12-31").slice(2)]);
    expect(weights).toEqual([]);
    expect(problems).toEqual([
      {
        row: 13,
        column: "sector",
        code: "ERR_SECTOR_010",
        message: "The weights of 2025-12-31 lack Information Technology, Health Care",
        value: null,
      },
    ]);
  });

  test.each([
    ["nothing in it", [" "], [[null, null, "ERR_SECTOR_001"]]],
    ["comments alone", ["# none yet"], [[null, null, "ERR_SECTOR_001"]]],
    ["a header alone", [HEADER], [[null, null, "ERR_SECTOR_001"]]],
    [
      "another header",
      ["Sector,Weight", "Energy,2.8"],
      [
        [1, "weight_pct", "ERR_SECTOR_004"],
        [1, "as_of", "ERR_SECTOR_004"],
      ],
    ],
    ["a page instead", ["<!doctype html>"], [[null, null, "ERR_SECTOR_002"]]],
    ["an open quotation mark", [HEADER, 'Energy,"2.8,2025-11-28,'], [[2, null, "ERR_SECTOR_005"]]],
    ["too many rows", [HEADER, ...Array(11_001).fill("a,1,2")], [[null, null, "ERR_SECTOR_003"]]],
    ["too many bytes", [HEADER, "x".repeat(1024 * 1024)], [[null, null, "ERR_SECTOR_003"]]],
  ])("with %s is refused", (_what, lines, expected) => {
    expect(problemsOf(lines)).toEqual(expected);
  });

  test("that is no text at all is refused", () => {
    const zip = parseSectorWeights(new Uint8Array([0x50, 0x4b, 0x03, 0x04]), { today: "2026-01-31" });
    expect(zip.problems.map(({ code }) => code)).toEqual(["ERR_SECTOR_002"]);
    const latin = parseSectorWeights(new Uint8Array([0x61, 0xe9, 0x0a]), { today: "2026-01-31" });
    expect(latin.problems).toMatchObject([{ row: 1, code: "ERR_SECTOR_002", message: "The file is not UTF-8 text" }]);
  });
});
