import { describe, expect, test } from "vitest";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { createCollection, type MarketDataContext } from "./collection.ts";
import type { SymbolOutcome } from "./outcomes.ts";
import { readTally, type StoredTally } from "./stored-tally.ts";

const FETCHED: SymbolOutcome = { state: "fetched", sessions: 3, failure: null, refused: null };

/** A collection whose commits succeed as told, and what was committed. */
function collecting(succeeds: (commit: number) => boolean) {
  const committed: { done: number; symbols: string[] }[] = [];
  let commits = 0;
  const context = {
    ports: { symbols: ["A", "B"], source: createStubSource({ present: "2025-07-15" }) },
    resumed: null,
    async commit({ done, tally }: { done: number; tally: StoredTally }) {
      commits += 1;
      const isGood = succeeds(commits);
      await new Promise(setImmediate);
      if (!isGood) throw new Error("the database is away");
      committed.push({ done, symbols: Object.keys(readTally(tally).outcomes) });
    },
  } as unknown as MarketDataContext;
  return { collection: createCollection(context), committed };
}

describe("a collection", () => {
  test("commits units that are added at once one after the other, each with those before it", async () => {
    const { collection, committed } = collecting(() => true);
    await Promise.all(["A", "B"].map((symbol) => collection.add({ outcomes: { [symbol]: FETCHED } })));
    expect(committed).toEqual([
      { done: 1, symbols: ["A"] },
      { done: 2, symbols: ["A", "B"] },
    ]);
  });

  test("leaves out what was not committed, and takes nothing more after that", async () => {
    const { collection, committed } = collecting((commit) => commit !== 2);
    await collection.add({ outcomes: { A: FETCHED } });
    const added = await Promise.allSettled(
      ["B", "SPY"].map((each) => collection.add({ outcomes: { [each]: FETCHED } })),
    );
    expect(added.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(collection.has("B")).toBe(false);
    expect(committed).toEqual([{ done: 1, symbols: ["A"] }]);
    await expect(collection.add({})).rejects.toThrow("the database is away");
  });
});
