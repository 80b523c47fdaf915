import { expect, test } from "vitest";
import { FIRST_ASKED, holdingsPath, isFirstAsked } from "./asked-holdings.ts";

test("the page brings along what is asked first, and nothing else", () => {
  expect(isFirstAsked(FIRST_ASKED.held)).toBe(true);
  expect(isFirstAsked({ ...FIRST_ASKED.held, search: "  " })).toBe(true);
  expect(isFirstAsked(FIRST_ASKED.ended)).toBe(false);
  for (const change of [{ search: "a" }, { sort: "name" as const }, { descending: false }, { offset: 50 }]) {
    expect(isFirstAsked({ ...FIRST_ASKED.held, ...change })).toBe(false);
  }
});

test("a search is sent as it is typed, without blanks around it", () => {
  const path = holdingsPath("1", { ...FIRST_ASKED.held, search: " a&b ", offset: 50 });
  expect(path).toBe(
    "/api/v1/portfolios/1/positions?view=held&search=a%26b&sort=marketValue&order=desc&offset=50&limit=50",
  );
  expect(holdingsPath("1", FIRST_ASKED.held, 1_000)).toMatch(/&limit=1000$/);
});
