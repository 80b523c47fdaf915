import { expect, test } from "vitest";
import { createFormat } from "#lib/format.ts";
import { type QualityFacts, qualityNotes } from "./data-quality.ts";
import type { DoubtedPrices, PortfolioRun, Session } from "./portfolio-data.ts";

const format = createFormat("en-GB");
const session = { date: "2019-12-06", pricedShare: 1, staleCount: 0, margin: false, returnReason: null } as Session;
const notesOf = (changes: Partial<Session>, rest: Partial<QualityFacts> = {}) =>
  qualityNotes(
    { last: { ...session, ...changes }, doubted: [], runs: [], notes: [], restatements: [], ...rest },
    format,
  );
const run = (summary: string | null) => ({ phases: [{ id: "phase_1", summary }] }) as unknown as PortfolioRun;

test("all is well when everything has a price of the date", () => {
  expect(notesOf({})).toEqual([{ tone: "good", text: "100.0% of gross exposure has a price of 6 Dec 2019" }]);
});

test("a share that rounding alone keeps from 1 is none that asks for attention", () => {
  expect(notesOf({ pricedShare: 0.9999999999999998 })[0]).toMatchObject({ tone: "good" });
  expect(notesOf({ pricedShare: 0.9996 })[0]).toMatchObject({ tone: "attention" });
});

test("stale positions, margin and the end of returns ask for attention", () => {
  const notes = notesOf({ pricedShare: 0.96, staleCount: 1, margin: true, returnReason: "equity is not positive" });
  expect(notes.map(({ tone }) => tone)).toEqual(["attention", "attention", "attention"]);
  expect(notes.map(({ text }) => text).join("\n")).toMatch(
    /margin[\s\S]*equity is not positive[\s\S]*1 position stale/,
  );
});

test("positions are counted as the reader writes numbers", () => {
  const facts = { last: { ...session, pricedShare: 0.9, staleCount: 1_234 }, doubted: [], runs: [], notes: [] };
  const [note] = qualityNotes({ ...facts, restatements: [] }, createFormat("de-DE"));
  expect(note?.text).toMatch(/; 1\.234 positions stale$/);
});

test("symbols are counted by the newest run whose first phase has ended", () => {
  const runs = [run(null), run("24/25 symbols priced (96.0% coverage)"), run("25/25 symbols priced (100.0% coverage)")];
  expect(notesOf({ pricedShare: null }, { runs })).toEqual([
    { tone: "attention", text: "24/25 symbols priced (96.0% coverage)" },
  ]);
});

test("symbols beyond a thousand are read grouped", () => {
  const said = (text: string) => notesOf({ pricedShare: null }, { runs: [run(text)] })[0]?.tone;
  expect(said("1,234/1,234 symbols priced (100.0% coverage)")).toBe("good");
  expect(said("1,200/1,234 symbols priced (97.2% coverage)")).toBe("attention");
});

test("after everything was sold no count of a run is quoted: nothing needs a price", () => {
  const runs = [run("15/15 symbols priced (100.0% coverage)")];
  expect(notesOf({ pricedShare: null, longCount: 0, shortCount: 0 }, { runs })).toEqual([
    { tone: "plain", text: "Nothing but cash is held on 6 Dec 2019: no price is needed" },
  ]);
  expect(notesOf({ longCount: 0, shortCount: 1 }, { runs }).map(({ tone }) => tone)).toEqual(["good", "good"]);
});

test("a latest run that left something out is named first and leads to what is missing, an earlier one is not", () => {
  const ended = (status: string) => ({ ...run(null), id: status, status }) as PortfolioRun;
  const first = (...runs: PortfolioRun[]) => notesOf({ margin: true }, { runs })[0];
  const text = "The latest run ended with warnings: see what is missing";
  expect(first(ended("partial"))).toEqual({ tone: "attention", text, runId: "partial" });
  expect(first(ended("failed"), ended("partial"))).toMatchObject({ runId: "failed" });
  expect(first(ended("completed"), ended("partial"))).not.toHaveProperty("runId");
});

test("held positions without a price or with an older one are named, the heaviest where they are many", () => {
  const doubted: DoubtedPrices[] = [
    {
      kind: "missing",
      note: null,
      count: 14,
      heaviest: [
        { name: "HZNP", date: null },
        { name: "UNH", date: null },
      ],
    },
    { kind: "older", note: null, count: 1, heaviest: [{ name: "WORK", date: "2019-12-03" }] },
  ];
  expect(notesOf({ pricedShare: null }, { doubted }).map(({ text }) => text)).toEqual([
    "No price, kept at the last known or the entry price: HZNP, UNH and 12 more",
    "Older price: WORK (3 Dec 2019)",
  ]);
});

test("options at a model mark are counted, and what their prices assume is said", () => {
  const note = "volatility assumed at 25%: no price is known";
  const doubted: DoubtedPrices[] = [
    { kind: "model", note: null, count: 2, heaviest: [{ name: "AAPL", date: null }] },
    { kind: "note", note, count: 1, heaviest: [{ name: "MSFT", date: null }] },
  ];
  expect(notesOf({ pricedShare: null }, { doubted })).toEqual([
    { tone: "plain", text: "2 options at a model mark, for want of a quote" },
    { tone: "attention", text: `MSFT: ${note}` },
  ]);
});

test("a run's own notes are passed on", () => {
  const notes = ["Options are valued at entry price"];
  expect(notesOf({ pricedShare: null }, { notes })).toEqual([{ tone: "plain", text: notes[0] }]);
});

test("what was restated is named: for attention until it has been recomputed", () => {
  const restated = { symbol: "AAPL", by: "Yahoo Finance", closes: 2, splits: 0, dividends: 0, first: "2025-03-14" };
  const restatements = [
    { ...restated, isPending: true },
    { ...restated, isPending: false },
  ];
  expect(notesOf({ pricedShare: null }, { restatements })).toEqual([
    {
      tone: "attention",
      text: "Yahoo Finance restated 2 closes of AAPL from 14 Mar 2025; will be recomputed by the next run",
    },
    { tone: "plain", text: "Yahoo Finance restated 2 closes of AAPL from 14 Mar 2025; recomputed" },
  ]);
});
