import { expect, test } from "vitest";
import { counted } from "./counted.ts";
import { nameList } from "./name-list.ts";

test("[PH9] long lists show five names and the count of the rest", () => {
  expect(nameList([..."ABCDEFGH"])).toBe("A, B, C, D, E and 3 more");
  expect(nameList([..."ABCDE"])).toBe("A, B, C, D, E");
  expect(nameList([])).toBe("");
});

test("a count of one takes the singular", () => {
  expect([0, 1, 2].map((count) => counted(count, "symbol"))).toEqual(["0 symbols", "1 symbol", "2 symbols"]);
  expect(counted(2, "factor missing", "factors missing")).toBe("2 factors missing");
});
