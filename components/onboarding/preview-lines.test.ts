import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { previewLines, usedColumns } from "./preview-lines.ts";

const HEADER = "Symbol,Quantity,Entry Price Per Share,Entry Date,Exit Date";
const linesOf = (csv: string | Uint8Array) => {
  const { rows, problems } = parsePositions(csv, { today: "2026-01-02" });
  return { lines: previewLines(rows, problems), problems };
};

describe("lines of the preview", () => {
  it("stand in the file's order, each with its own problems", () => {
    const { lines } = linesOf(`${HEADER}\nAAPL,10,5,2025-01-02\n\nMSFT,ten,,2025-01-02\n`);
    expect(lines.map(({ row, problems }) => [row, problems.map(({ code }) => code)])).toEqual([
      [2, []],
      [4, ["ERR_POS_005", "ERR_POS_008"]],
    ]);
  });

  it("include a line that is no row, without cells", () => {
    const { lines } = linesOf(`${HEADER}\nAAPL,10,5,2025-01-02\n"MSFT"x,10,5,2025-01-02\nXOM,1,5,2025-01-02\n`);
    expect(lines.map(({ row, cells }) => [row, cells?.Symbol ?? null])).toEqual([
      [2, "AAPL"],
      [3, null],
      [4, "XOM"],
    ]);
  });

  it("show every problem of broken.csv that has a line", () => {
    const file = readFileSync(new URL("../../tests/fixtures/portfolios/broken.csv", import.meta.url));
    const { lines, problems } = linesOf(file);
    expect(lines.flatMap((line) => line.problems)).toHaveLength(problems.length);
    expect(new Set(lines.map(({ row }) => row)).size).toBe(lines.length);
  });

  it("leave out problems of the file as a whole", () => {
    expect(linesOf("").lines).toEqual([]);
  });

  it("use the columns with text, and an empty one where a problem is", () => {
    expect(usedColumns(linesOf(`${HEADER}\nAAPL,10,5,2025-01-02,\n`).lines)).toEqual([
      "Symbol",
      "Quantity",
      "Entry Price Per Share",
      "Entry Date",
    ]);
    expect(usedColumns(linesOf(`${HEADER}\nAAPL,10,,2025-01-02,\n`).lines)).toContain("Entry Price Per Share");
  });
});
