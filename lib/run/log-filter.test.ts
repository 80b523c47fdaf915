import { expect, test } from "vitest";
import { EVERY_ENTRY, isEveryEntry, matchesBesidesLevel, matchesLog } from "./log-filter.ts";
import type { LogLine } from "./state.ts";

const line: LogLine = {
  ...{ seq: 1, at: "2025-03-14T15:00:00.000Z", level: "warning", logger: "app.batch" },
  ...{ phase: "phase_1", message: "HZNP: 100% unavailable", count: 1 },
};

test("[LOG4] level, phase and text each leave out what does not fit", () => {
  expect(matchesLog(line, EVERY_ENTRY)).toBe(true);
  expect(matchesLog(line, { levels: ["warning", "error"], phase: "phase_1", text: "hznp: 100%" })).toBe(true);
  expect(matchesLog(line, { ...EVERY_ENTRY, levels: ["error"] })).toBe(false);
  expect(matchesLog(line, { ...EVERY_ENTRY, phase: "phase_2" })).toBe(false);
  expect(matchesLog(line, { ...EVERY_ENTRY, text: "H.NP" })).toBe(false);
});

test("[LOG4] what was logged outside of all phases can be asked for", () => {
  const outside = { ...EVERY_ENTRY, phase: "none" };
  expect([line, { ...line, phase: null }].map((each) => matchesLog(each, outside))).toEqual([false, true]);
});

test("[LOG4] the counts beside the levels do not depend on the level chosen", () => {
  expect(matchesBesidesLevel(line, { levels: ["error"], phase: null, text: "hznp" })).toBe(true);
});

test("only a filter that leaves nothing out is of every entry", () => {
  expect(isEveryEntry(EVERY_ENTRY)).toBe(true);
  for (const change of [{ levels: ["info" as const] }, { phase: "none" }, { text: "x" }]) {
    expect(isEveryEntry({ ...EVERY_ENTRY, ...change })).toBe(false);
  }
});
