import { expect, test } from "vitest";
import { type ReasonTally, reasonText, withReasons } from "./reason-tally.ts";

const over = (...dates: string[][]) => dates.reduce<readonly ReasonTally[]>(withReasons, []).map(reasonText);

test("reasons that differ by a count alone are one, with its range and the dates that had it", () => {
  const growing = ["Growth: 0 of 30 observations", "Growth: 12 of 30 observations", "Growth: 28 of 30 observations"];
  expect(over(...growing.map((reason) => [reason]))).toEqual(["Growth: 0–28 of 30 observations on 3 dates"]);
});

test("reasons about different things, or of another number needed, stay apart", () => {
  expect(over(["5 of 21 returns", "5 of 63 returns"], ["TLT has no prices"], ["5 of 63 returns"])).toEqual([
    "5 of 21 returns on 1 date",
    "5 of 63 returns on 2 dates",
    "TLT has no prices on 1 date",
  ]);
});

test("a kind of reason counts once on a date however many say it", () => {
  expect(over(["3 of 30 observations", "4 of 30 observations"])).toEqual(["3–4 of 30 observations on 1 date"]);
});
