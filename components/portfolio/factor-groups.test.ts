import { expect, test } from "vitest";
import { FACTORS } from "#lib/analytics/factor-catalogue.ts";
import { factorGroups } from "./factor-groups.ts";
import type { Factor } from "./portfolio-data.ts";

const factor = (id: string) => ({ factor: id }) as Factor;

test("every factor of the catalogue is in one group, in the order given", () => {
  const groups = factorGroups(FACTORS.map(({ id }) => factor(id)));
  expect(groups.map(({ factors }) => factors.length)).toEqual([3, 6, 4]);
  expect(groups.flatMap(({ factors }) => factors.map((each) => each.factor))).toEqual(FACTORS.map(({ id }) => id));
});

test("a factor this version does not know is shown last, and groups without factors are not", () => {
  expect(factorGroups([factor("carry"), factor("size")]).map(({ name }) => name)).toEqual(["Styles", "Others"]);
});
