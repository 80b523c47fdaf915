import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldRepeats, messageShape, spanOf } from "./log-repeats.ts";
import type { LogLine } from "./state.ts";

const line = (message: string, changes: Partial<LogLine> = {}): LogLine => ({
  ...{ seq: 1, at: "2025-03-14T15:00:00.000Z", level: "info", logger: "app.batch", phase: "phase_1" },
  ...{ message, count: 1, ...changes },
});
const folded = (lines: readonly LogLine[]) => foldRepeats(lines).map(({ from, to }) => [from, to]);

describe("what stays the same of a message", () => {
  test.each([
    ["Fetched AAPL: 254 sessions", "Fetched AAPL: # sessions"],
    ["Fetched BRK.B: 1,254 sessions", "Fetched BRK.B: # sessions"],
    ["Processing date 2025-03-14... (5/254)", "Processing date #... (#)"],
    ["^VIX moved -3.25% to 17.1", "^VIX moved # to #"],
    ["EURUSD=X at 12:04:05", "EURUSD=X at #"],
    ["SPY250117C00500000 expired", "SPY250117C00500000 expired"],
    ["Stored 0700.HK: 12 sessions", "Stored 0700.HK: # sessions"],
    ["Stored BRK-2, 3M, SYM12 and ^4", "Stored BRK-2, 3M, SYM12 and ^4"],
    ["Waited 41 s, 12ms, 0.3s", "Waited # s, #ms, #s"],
    ["Wrote 12 rows.", "Wrote # rows."],
  ])("%s → %s", (message, shape) => {
    expect(messageShape(message)).toBe(shape);
  });

  test("words stay: messages that say different things are not alike", () => {
    expect(messageShape("Wrote 3 rows")).not.toBe(messageShape("Read 3 rows"));
    expect(messageShape("No price for it")).toBe("No price for it");
  });
});

describe("folds", () => {
  test("[EVT5] three or more in a row that say the same, or count on, are one; fewer stay", () => {
    const [a, b, c] = [5, 6, 142].map((at) => line(`Processing date 2025-03-${10 + at}... (${at}/254)`));
    const other = line("Wrote 3 rows");
    expect(folded([a!, b!, c!, other, other])).toEqual([
      [0, 2],
      [3, 3],
      [4, 4],
    ]);
    expect(folded([other, { ...other }, { ...other }])).toEqual([[0, 2]]);
    expect(folded([a!, b!, other, c!])).toHaveLength(4);
    expect(folded([])).toEqual([]);
  });

  test("[EVT5] lines of different symbols are never one", () => {
    for (const symbols of [
      ["AAPL", "MSFT", "NVDA"],
      ["SYM1", "SYM2", "SYM3"],
      ["0001.HK", "0002.HK", "0003.HK"],
    ]) {
      expect(folded(symbols.map((symbol) => line(`Stored ${symbol}: 356 sessions`)))).toHaveLength(3);
      expect(folded(symbols.map((symbol) => line("Stored 356 sessions", { subject: { symbol } })))).toHaveLength(3);
    }
  });

  test("[EVT5] where a number falls another fold begins: what is between the first and the last of one is between them", () => {
    const at = (...numbers: string[]) => folded(numbers.map((number) => line(`Wrote ${number} rows`)));
    expect(at("1", "2", "3", "1", "2", "3")).toEqual([
      [0, 2],
      [3, 5],
    ]);
    expect(at("254", "9,000", "254")).toHaveLength(3);
    expect(at("998", "999", "1,000", "1,254")).toEqual([[0, 3]]);
    expect(at("9.5", "9.75", "10")).toEqual([[0, 2]]);
    expect(at("30.09.2025", "29.09.2025", "28.09.2025")).toHaveLength(3);
    expect(at("2025-09-30", "2025-10-01", "2026-01-02")).toEqual([[0, 2]]);
  });

  test("[EVT5] level, logger, phase and code each keep lines apart", () => {
    const same = line("Fetched 1");
    for (const change of [{ level: "warning" }, { logger: "x" }, { phase: null }, { code: "Y" }] as const) {
      expect(folded([same, { ...same, ...change }, same, { ...same }])).toHaveLength(4);
    }
  });

  test("[EVT5] warnings and errors fold only when they say the very same", () => {
    for (const level of ["warning", "error"] as const) {
      const gone = (symbol: string, times = 8) =>
        line(`${symbol}: unavailable (failed ${times} times)`, { level, subject: { symbol } });
      expect(folded([gone("HZNP"), gone("TWTR"), gone("ATVI")])).toHaveLength(3);
      expect(folded([gone("HZNP", 1), gone("HZNP", 2), gone("HZNP", 3)])).toHaveLength(3);
      expect(folded([gone("HZNP"), gone("HZNP"), gone("HZNP")])).toEqual([[0, 2]]);
    }
  });

  test("[EVT5] whatever lines say, the very same in a row are one", () => {
    const anySign = fc.constantFrom("a", "A", "1", "9", ".", ",", ":", "/", "’", " ", "-", "−", "+", "%", "^");
    const anyText = fc.string({ unit: anySign });
    const isOne = (text: string) => {
      expect(folded([line(text), line(text), line(text)])).toEqual([[0, 2]]);
    };
    fc.assert(fc.property(anyText, isOne), { examples: [["1.:1"], ["1-.-1"], ["1:.1"]] });
  });

  test("[EVT5] every line is in exactly one fold, in order, and folds of two do not exist", () => {
    const anyLine = fc
      .record({
        message: fc.constantFrom("Read 1", "Read 2", "Wrote 3"),
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

test.each([
  [
    ["Processing date 2025-01-02... (1/254)", "Processing date 2025-07-28... (142/254)"],
    "Processing date 2025-01-02 … 2025-07-28... (1/254 … 142/254)",
  ],
  [["Stored AAPL: 356 sessions", "Stored AAPL: 356 sessions"], "Stored AAPL: 356 sessions"],
] as const)("[EVT5] %j folded say from where to where", ([first, last], words) => {
  expect(spanOf(first, last)).toBe(words);
});
