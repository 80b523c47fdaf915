import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldRepeats, messageShape } from "./log-repeats.ts";
import type { LogLine } from "./state.ts";

const line = (message: string, changes: Partial<LogLine> = {}): LogLine => ({
  ...{ seq: 1, at: "2025-03-14T15:00:00.000Z", level: "info", logger: "app.batch", phase: "phase_1" },
  ...{ message, count: 1, ...changes },
});
const folded = (lines: readonly LogLine[]) => foldRepeats(lines).map(({ from, to }) => [from, to]);

describe("what stays the same of a message", () => {
  test.each([
    ["Fetched AAPL: 254 sessions", "Fetched $: # sessions"],
    ["Fetched BRK.B: 1,254 sessions", "Fetched $: # sessions"],
    ["Processing date 2025-03-14... (5/254)", "Processing date #... (#)"],
    ["^VIX moved -3.25% to 17.1", "$ moved # to #"],
    ["EURUSD=X at 12:04:05", "$ at #"],
    ["SPY250117C00500000 expired", "$ expired"],
  ])("%s → %s", (message, shape) => {
    expect(messageShape(message)).toBe(shape);
  });

  test("words stay: messages that say different things are not alike", () => {
    expect(messageShape("Wrote 3 rows")).not.toBe(messageShape("Read 3 rows"));
    expect(messageShape("No price for it")).toBe("No price for it");
  });
});

describe("folds", () => {
  test("[EVT5] three or more in a row that are equal but for numbers and symbols are one; fewer stay", () => {
    const [a, b, c] = ["AAPL", "MSFT", "NVDA"].map((symbol, index) =>
      line(`Fetched ${symbol}: ${250 + index} sessions`),
    );
    const other = line("Wrote 3 rows");
    expect(folded([a!, b!, c!, other, other])).toEqual([
      [0, 2],
      [3, 3],
      [4, 4],
    ]);
    expect(folded([a!, b!, other, c!])).toHaveLength(4);
    expect(folded([])).toEqual([]);
  });

  test("[EVT5] level, logger, phase and code each keep lines apart", () => {
    const same = line("Fetched 1");
    for (const change of [{ level: "warning" }, { logger: "x" }, { phase: null }, { code: "Y" }] as const) {
      expect(folded([same, { ...same, ...change }, same, { ...same }])).toHaveLength(4);
    }
  });

  test("[EVT5] warnings and errors fold only when they say the very same, be it of different symbols", () => {
    for (const level of ["warning", "error"] as const) {
      const gone = (symbol: string) => line(`${symbol}: unavailable`, { level });
      expect(folded([gone("HZNP"), gone("TWTR"), gone("ATVI")])).toHaveLength(3);
      expect(folded([gone("HZNP"), gone("HZNP"), gone("HZNP")])).toEqual([[0, 2]]);
      const about = (symbol: string, times = 8) =>
        line(`${symbol}: unavailable (failed ${times} times)`, { level, subject: { symbol } });
      expect(folded([about("HZNP"), about("TWTR"), about("ATVI")])).toEqual([[0, 2]]);
      expect(folded([about("HZNP", 1), about("TWTR", 2), about("ATVI", 3)])).toHaveLength(3);
    }
  });

  test("[EVT5] every line is in exactly one fold, in order, and folds of two do not exist", () => {
    const anyLine = fc
      .record({
        message: fc.constantFrom("Read A 1", "Read B 2", "Wrote 3"),
        level: fc.constantFrom("info", "warning"),
      })
      .map(({ message, level }) => line(message, { level: level as LogLine["level"] }));
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 60 }), (lines) => {
        const folds = foldRepeats(lines);
        const indexes = folds.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, index) => from + index),
        );
        expect(indexes).toEqual(lines.map((_, index) => index));
        expect(folds.every(({ from, to }) => to - from !== 1)).toBe(true);
      }),
    );
  });
});
