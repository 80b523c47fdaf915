import { expect, test } from "vitest";
import { listCommands } from "./list-commands.ts";
import { matchCommands } from "./match-commands.ts";
import type { FoundPortfolio } from "./palette-content.ts";

const portfolios = Array.from({ length: 9 }, (_, index): FoundPortfolio => {
  return {
    id: `p${index}`,
    name: `Growth ${index}`,
    accountName: index === 4 ? "Retirement" : "Taxable",
    lastRun: null,
  };
});
const all = listCommands({ pathname: "/portfolios", isAdmin: true, portfolios, shownRun: null });
const found = (query: string, isAdmin = false) => matchCommands(all, query, isAdmin).map(({ text }) => text);

test("before anything is typed all pages and the first of each other group are shown", () => {
  const texts = found("");
  expect(texts).toContain("Sector weights");
  expect(texts.filter((text) => text.startsWith("Growth"))).toHaveLength(6);
  expect(texts.at(-1)).toBe("Sign out");
});

test("all words have to be in text or detail, in any order and case; nothing else is found", () => {
  expect(found("retire growth")).toEqual(["Growth 4", "Run Growth 4 again"]);
  expect(found("THEME dark")).toEqual(["Dark theme"]);
  expect(found("zzz")).toEqual([]);
});

test("the group of what begins with the query comes first", () => {
  expect(found("sy")[0]).toBe("System");
  expect(found("run growth 7")[0]).toBe("Run Growth 7 again");
});

test("the id of a run leads to the run, any other text leads admins to the history", () => {
  const id = "0B8F3C1E-2222-4333-8444-555555555555";
  expect(found(` ${id} `)).toEqual([`Go to run ${id.toLowerCase()}`]);
  expect(matchCommands(all, "a&b", true).at(-1)?.deed).toEqual({ kind: "go", href: "/admin/runs?text=a%26b" });
});
