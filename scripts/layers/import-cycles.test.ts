import { expect, test } from "vitest";
import { findCycles } from "./import-cycles.ts";

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

test("a tree and a diamond have no cycle", () => {
  expect(findCycles(graph({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] }))).toEqual([]);
});

test("a cycle is found once, whichever file it is entered by", () => {
  expect(findCycles(graph({ x: ["c"], a: ["b"], b: ["c"], c: ["a"] }))).toEqual([["a", "b", "c"]]);
});

test("a file that imports itself and two cycles that share a file are all found", () => {
  const cycles = findCycles(graph({ a: ["a", "b", "c"], b: ["a"], c: ["a"] }));
  expect(cycles).toEqual([["a"], ["a", "b"], ["a", "c"]]);
});
