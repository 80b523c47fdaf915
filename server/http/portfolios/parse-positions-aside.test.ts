import { expect, it } from "vitest";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { parsePositionsAside } from "./parse-positions-aside.ts";

const options = { today: "2025-03-14" };
const file = (rows: number, row: string) =>
  `Symbol,Quantity,Entry Price Per Share,Entry Date\n${Array.from({ length: rows }, (_, n) => `${row.replace("#", String(n))}\n`).join("")}`;

it.each([
  ["small", file(3, "S#,1,2,2024-01-02")],
  ["large", file(3_000, "S#,1,2,2024-01-02")],
  ["large and wrong", file(3_000, "S#,x,2,2024-01-02")],
])("reads a %s file as parsePositions does", async (_size, content) => {
  const { positions, problems, skipped } = parsePositions(content, options);
  const bytes = new TextEncoder().encode(content);
  expect(await parsePositionsAside(bytes, options)).toMatchObject({ positions, problems, skipped });
});

it("lets others go on while it reads a large file", async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await Promise.all([1, 2].map(() => parsePositionsAside(file(9_000, "S#,x,y,z"), options)));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
});
