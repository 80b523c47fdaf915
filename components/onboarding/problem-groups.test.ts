import { expect, test } from "vitest";
import { problemOf } from "#lib/portfolio-import/problem.ts";
import { problemGroups } from "./problem-groups.ts";

const missing = (row: number) => problemOf("ERR_POS_012", { row, column: "Entry Date" });

test("problems that say the same of one column stand together at the place of the first", () => {
  const other = problemOf("ERR_POS_006", { row: 3, column: "Quantity" });
  const whole = problemOf("ERR_CSV_008");
  const groups = problemGroups([whole, ...[2, 3, 4, 5, 6, 7].map(missing), other]);
  expect(groups.map(({ first, rows }) => [first.code, rows])).toEqual([
    ["ERR_CSV_008", []],
    ["ERR_POS_012", [2, 3, 4, 5, 6, 7]],
    ["ERR_POS_006", [3]],
  ]);
  expect(problemGroups([missing(2), other, missing(5)]).map(({ rows }) => rows)).toEqual([[2, 5], [3]]);
  expect(problemGroups([missing(2), problemOf("ERR_POS_024", { row: 3, column: "Exit Date" })])).toHaveLength(2);
});
