import { expect, test } from "vitest";
import { listCommands } from "./list-commands.ts";
import { matchCommands } from "./match-commands.ts";
import type { FoundPortfolio, PaletteContent, ShownRun } from "./palette-content.ts";

const growth: FoundPortfolio = {
  ...{ id: "g", name: "Growth", accountName: "Taxable" },
  lastRun: { id: "11111111-2222-4333-8444-555555555555", status: "completed" },
};
const atWork: FoundPortfolio = {
  id: "w",
  name: "At work",
  accountName: "IRA",
  lastRun: { id: "r", status: "running" },
};
const run: ShownRun = { id: "r", status: "running", cancelRequested: false, portfolio: { id: "w", name: "At work" } };
const content: PaletteContent = {
  ...{ pathname: "/portfolios", isAdmin: false, portfolios: [growth, atWork], shownRun: null },
};
const textsOf = (changes: Partial<PaletteContent>, group: string) =>
  listCommands({ ...content, ...changes }).flatMap((each) => (each.group === group ? each.text : []));

test("pages of admins are offered to admins only", () => {
  expect(textsOf({}, "Go to")).toEqual(["Portfolios", "Onboard a portfolio", "What the numbers mean"]);
  expect(textsOf({ isAdmin: true }, "Go to")).toContain("Users");
});

test("each portfolio and its latest run is gone to; a run is started where none is under way", () => {
  expect(textsOf({}, "Portfolios")).toEqual(["Growth", "At work"]);
  expect(textsOf({}, "Runs")).toEqual(["Latest run of Growth", "Latest run of At work"]);
  expect(textsOf({}, "Start a run")).toEqual(["Run Growth again"]);
});

test("a run's page offers to cancel it as long as it goes on and nobody has yet, after a question", () => {
  const ofRun = (changes: Partial<ShownRun>) => textsOf({ shownRun: { ...run, ...changes } }, "This page");
  expect(ofRun({})).toEqual(["Cancel this run", "View At work"]);
  expect(ofRun({ status: "queued" })).toContain("Cancel this run");
  expect(ofRun({ cancelRequested: true })).toEqual(["View At work"]);
  expect(ofRun({ status: "completed", portfolio: null })).toEqual([]);
  const [cancel] = listCommands({ ...content, shownRun: run });
  expect([cancel?.deed, cancel?.confirm?.answer]).toEqual([{ kind: "cancel", runId: "r" }, "Cancel the run"]);
});

test("a run's page offers to retry what broke off; what did its work is run again, and found by retry too", () => {
  const its = { id: "g", name: "Growth" };
  const ofRun = (status: ShownRun["status"]) => textsOf({ shownRun: { ...run, portfolio: its, status } }, "This page");
  expect(ofRun("failed")).toEqual(["Retry this run", "View Growth"]);
  const [retry] = listCommands({ ...content, shownRun: { ...run, status: "failed" } });
  expect([retry?.deed, retry?.confirm?.answer]).toEqual([{ kind: "retry", runId: "r" }, "Start the retry"]);
  expect(ofRun("cancelled")).toEqual(["Retry this run", "View Growth"]);
  expect(ofRun("completed")).toEqual(["View Growth"]);
  const all = listCommands({ ...content, shownRun: { ...run, portfolio: its, status: "completed" } });
  expect(matchCommands(all, "retry", false).map(({ text }) => text)).toContain("Run Growth again");
});

test("the portfolio of a run is offered to its owner alone: to an admin who looks at another's run it does not open", () => {
  const others: ShownRun = { ...run, portfolio: { id: "x", name: "Of another owner" } };
  expect(textsOf({ isAdmin: true, shownRun: others }, "This page")).toEqual(["Cancel this run"]);
});

test("a portfolio's page offers to run it again first", () => {
  expect(textsOf({ pathname: "/portfolios/g" }, "This page")).toEqual(["Run Growth again"]);
  expect(textsOf({ pathname: "/portfolios/w" }, "This page")).toEqual([]);
});

test("no two commands have the same id", () => {
  const all = listCommands({ ...content, isAdmin: true, pathname: "/portfolios/g", shownRun: run });
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});
