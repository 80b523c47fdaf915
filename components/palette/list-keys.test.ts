import { expect, test } from "vitest";
import { listKeys } from "./list-keys.ts";
import { PAGES } from "./pages.ts";

const titles = (pathname: string) => listKeys(pathname, false).map(({ title }) => title);

test("a run's page lists keys of its own before those that work everywhere", () => {
  expect(titles("/portfolios")).toEqual(["Everywhere", "Go to"]);
  expect(titles("/runs/1").length).toBeGreaterThan(2);
  expect(titles("/runs/1").slice(-2)).toEqual(["Everywhere", "Go to"]);
  expect(titles("/admin/runs/1")).toEqual(titles("/runs/1"));
  expect(titles("/admin/runs")).toEqual(["Everywhere", "Go to"]);
});

test("no two pages have the same key, and no key is listed that leads nowhere", () => {
  const letters = PAGES.flatMap(({ key }) => key ?? []);
  expect(new Set(letters).size).toBe(letters.length);
  const goTo = listKeys("/portfolios", false).at(-1);
  expect(goTo?.keys.map((each) => each.keys.join(" "))).toEqual(["g p", "g o", "g n"]);
});
