import { expect, test } from "vitest";
import type { SymbolOutcome } from "./outcomes.ts";
import { readTally, storedTally } from "./stored-tally.ts";
import type { Tally } from "./tally.ts";

const plain = (state: SymbolOutcome["state"], sessions: number): SymbolOutcome => ({
  ...{ state, sessions, failure: null, refused: null },
});
const failure = { code: "unknown-symbol", reason: "Massive does not know HZNP" };
const TALLY: Tally = {
  outcomes: {
    AAPL: plain("fetched", 252),
    HZNP: { ...plain("unavailable", 0), failure },
    MSFT: plain("fetched", 252),
    KO: plain("stored", 252),
    FILE: { ...plain("fetched", 251), refused: { count: 1, first: "row 3" } },
  },
  usage: [{ provider: "massive", requests: 3, retries: 1, busyMs: 20, waitedMs: 12_000 }],
  restated: [{ symbol: "KO", by: "Massive", first: "2025-07-08", closes: 1, splits: 0, dividends: 0 }],
};

test("a stored tally is the tally when it is read", () => {
  expect(readTally(JSON.parse(JSON.stringify(storedTally(TALLY))))).toEqual(TALLY);
});

test("[RUN6] what a run had stored before an upgrade of the server is read too", () => {
  const before = { AAPL: plain("fetched", 252), MSFT: plain("stored", 251) };
  expect(readTally(before)).toEqual({ outcomes: before, usage: [], restated: [] });
});

test("symbols that ended alike stand together; what has more to tell does so by itself", () => {
  const { alike, others } = storedTally(TALLY);
  expect(alike).toEqual([
    { state: "fetched", sessions: 252, symbols: ["AAPL", "MSFT"] },
    { state: "stored", sessions: 252, symbols: ["KO"] },
  ]);
  expect(Object.keys(others)).toEqual(["HZNP", "FILE"]);
});

test("ten thousand symbols are stored in an eighth of what they would take one by one", () => {
  const symbols = Array.from({ length: 10_000 }, (_, index) => `S${index}`);
  const outcomes = Object.fromEntries(symbols.map((symbol) => [symbol, plain("fetched", 252)]));
  const tally = { ...TALLY, outcomes };
  expect(JSON.stringify(storedTally(tally)).length).toBeLessThan(JSON.stringify(tally).length / 8);
});
