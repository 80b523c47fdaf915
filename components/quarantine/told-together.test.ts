import { expect, test } from "vitest";
import type { ListedQuarantine } from "./listed-quarantine.ts";
import { symbolNames, type ToldTogether, toldTogether } from "./told-together.ts";

const stray = (symbol: string, change: Partial<ListedQuarantine> = {}): ListedQuarantine => ({
  ...{ source: "files", symbol, from: "2025-06-19", to: "2025-06-19", prices: 1, rule: "out-of-session" },
  ...{ reason: "not a trading session", detectedAt: "", runId: null, releasable: false, released: null, note: null },
  ...change,
});
const told = (...quarantined: ListedQuarantine[]) => toldTogether(quarantined).map((each) => symbolNames(each));

test("what nobody may release is told together by dates, rule and reason, in the order of the first", () => {
  const other = stray("KO", { from: "2025-07-04", to: "2025-07-04" });
  expect(told(stray("SPY"), other, stray("VTV"))).toEqual(["SPY, VTV", "KO"]);
  expect(told(stray("SPY"), stray("VTV", { to: "2025-06-20" }))).toEqual(["SPY", "VTV"]);
  expect(told(stray("SPY"), stray("VTV", { rule: "zero" }))).toEqual(["SPY", "VTV"]);
  expect(told(stray("SPY"), stray("VTV", { reason: "the close is 0" }))).toEqual(["SPY", "VTV"]);
});

test("what may be released stands by itself: it is released by symbol", () => {
  const releasable = { releasable: true, rule: "scale", reason: "10,012 where 100.1 is usual" };
  expect(told(stray("SPY", releasable), stray("VTV", releasable))).toEqual(["SPY", "VTV"]);
});

test("six are named, a seventh too, of more how many", () => {
  const group = (count: number) =>
    Array.from({ length: count }, (_, i) => stray(`S${i + 1}`)) as unknown as ToldTogether;
  expect(symbolNames(group(7))).toBe("S1, S2, S3, S4, S5, S6, S7");
  expect(symbolNames(group(8))).toBe("S1, S2, S3, S4, S5, S6 and 2 more");
});
