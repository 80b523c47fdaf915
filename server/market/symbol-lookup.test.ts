import { describe, expect, test } from "vitest";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import type { PriceSource, SymbolMatch } from "./price-source.ts";
import { createSampleMarket } from "./sources/sample-market.ts";
import { createSymbolLookup } from "./symbol-lookup.ts";

const NOW = new Date("2025-07-15T22:00:00Z");
const { signal } = new AbortController();
const match = (symbol: string): SymbolMatch => ({ symbol, name: `${symbol} Inc.`, exchange: "NASDAQ", kind: "stock" });

function lookupOf(search: (query: string) => Promise<SymbolMatch[]>, clock = { now: NOW }) {
  const asked: string[] = [];
  const source: PriceSource = {
    ...createStubSource({ present: "2025-07-15", name: "yahoo", remote: true }),
    capabilities: new Set(["daily", "search"]),
    search: (query) => {
      asked.push(query);
      return search(query);
    },
  };
  const lookup = createSymbolLookup({
    sources: new Map([[source.name, source]]),
    aliases: async () => new Map([["FB", "META"]]),
    stored: async () => new Set(["AAPL"]),
    now: () => clock.now,
  });
  return { asked, lookup };
}

describe("symbol lookup", () => {
  test("names what a live source does not find under its own name, with what was meant", async () => {
    const { asked, lookup } = lookupOf(async (query) => (query === "TSLAA" ? [match("TSLA")] : [match(query)]));
    const checked = await lookup.check("yahoo", ["AAPL", "FB", "MSFT", "TSLAA"], signal);
    expect(checked).toEqual({ unknown: [{ symbol: "TSLAA", suggestions: [match("TSLA")] }], unchecked: [] });
    expect(asked, "what is stored or has an alias is known").toEqual(["MSFT", "TSLAA"]);
  });

  test("says nothing of what it could not ask: a search that failed, or the twenty-sixth", async () => {
    const failing = lookupOf(() => Promise.reject(new Error("429")));
    expect(await failing.lookup.check("yahoo", ["MSFT"], signal)).toEqual({ unknown: [], unchecked: ["MSFT"] });
    const many = Array.from({ length: 30 }, (_, index) => `S${index}`);
    const { asked, lookup } = lookupOf(async (query) => [match(query)]);
    expect((await lookup.check("yahoo", many, signal)).unchecked).toEqual(many.slice(25));
    expect(asked).toHaveLength(25);
  });

  test("keeps an answer for ten minutes", async () => {
    const clock = { now: NOW };
    const { asked, lookup } = lookupOf(async (query) => [match(query)], clock);
    await lookup.search("yahoo", "apple", signal);
    await lookup.search("yahoo", " Apple", signal);
    expect(asked).toHaveLength(1);
    clock.now = new Date(NOW.getTime() + 11 * 60_000);
    await lookup.search("yahoo", "apple", signal);
    expect(asked).toHaveLength(2);
  });

  test("takes a source at hand at its word: the simulated market serves any ticker", async () => {
    const sample = createSampleMarket({ clock: () => NOW });
    const sources = new Map([[sample.name, sample]]);
    const unused = { aliases: async () => new Map(), stored: async () => new Set<string>(), now: () => NOW };
    const lookup = createSymbolLookup({ sources, ...unused });
    const checked = await lookup.check("sample", ["AAPL", "QXZW", "FB"], signal);
    expect(checked.unknown.map(({ symbol }) => symbol)).toEqual(["FB"]);
  });

  test("has nothing of a source that is not set up", async () => {
    const { lookup } = lookupOf(async () => []);
    expect(await lookup.check("fmp", ["AAPL"], signal)).toEqual({ unknown: [], unchecked: ["AAPL"] });
    expect(await lookup.search("fmp", "apple", signal)).toEqual([]);
  });
});
