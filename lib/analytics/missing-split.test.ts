import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, dates, doubted, judge, shifted, type Walk, walk } from "#tests/fixtures/price-walk.ts";
import type { JudgedBar } from "./price-evidence.ts";

describe("a split that no table tells of", () => {
  const MORE = [2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50];
  const BETWEEN = [3 / 2, 5 / 2];
  const RATIOS = [...MORE, ...BETWEEN, ...MORE.map((ratio) => 1 / ratio)];

  test.each(RATIOS)("of %s new shares per old is doubted from its day on", (ratio) => {
    const bars = shifted(walk({ swing: 0.02 }), 1 / ratio, 200, 300, ratio);
    expect(judge(bars).map(({ date }) => date)).toEqual(dates(bars, 200));
    expect(new Set(judge(bars).map(({ rule }) => rule))).toEqual(new Set(["unadjusted-split"]));
  });

  test.each(RATIOS)("of %s new shares per old is none where the table has it", (ratio) => {
    const bars = shifted(walk({ swing: 0.02 }), 1 / ratio, 200, 300, ratio);
    expect(judge(bars, { splits: new Map([[at(bars, 200).date, ratio]]) })).toEqual([]);
  });

  test.each([
    [2, "2 for 1"],
    [7, "7 for 1"],
    [1 / 8, "about 1 for 8"],
    [3 / 2, "3 for 2"],
    [5 / 2, "5 for 2"],
    [50, "about (49|50|51) for 1"],
    [1 / 30, "about 1 for (29|30|31)"],
  ])("of %s new shares per old is named in the reason", (ratio, words) => {
    const bars = shifted(walk({ swing: 0.02 }), 1 / ratio, 200, 300, ratio);
    expect(judge(bars)[0]?.reason).toMatch(
      new RegExp(` where .+ is usual, as after a split of ${words} that is not in the table$`),
    );
  });

  test.each([...MORE, ...MORE.map((ratio) => 1 / ratio)].filter((ratio) => ratio !== 1 / 2))(
    "of %s new shares per old is doubted by closes alone, too",
    (ratio) => {
      const bars = walk({ swing: 0.02, closesOnly: true });
      expect(doubted(shifted(bars, 1 / ratio, 200))).toEqual(dates(bars, 200));
    },
  );

  test.each([-0.04, 0.03])(
    "on a day on which the stock itself moves by %s is doubted where trade is as ever",
    (own) => {
      for (const ratio of [2, 7, 1 / 4, 1 / 20]) {
        const bars = shifted(shifted(walk({ swing: 0.02 }), 1 / ratio, 200, 300, ratio), 1 + own, 200);
        expect(doubted(bars)).toEqual(dates(bars, 200));
      }
    },
  );

  test("of any whole number of shares, either way, is doubted, whatever calm share it is of", () => {
    const ratio = fc.integer({ min: 2, max: 80 }).chain((count) => fc.constantFrom(count, 1 / count));
    fc.assert(
      fc.property(ratio, fc.integer(), fc.double({ min: 0.005, max: 0.02, noNaN: true }), (shares, seed, swing) => {
        const bars = shifted(walk({ seed, swing }), 1 / shares, 200, 300, shares);
        expect(doubted(bars)).toEqual(dates(bars, 200));
      }),
    );
  });

  test("by closes alone it is doubted once five sessions have followed calmly", () => {
    const bars = walk({ swing: 0.02, closesOnly: true });
    const split = shifted(bars, 0.5, 200);
    expect(doubted(split)).toEqual(dates(bars, 200));
    expect(doubted(split.slice(0, 205))).toEqual([]);
    expect(doubted(split.slice(0, 206))).toEqual(dates(bars, 200, 206));
  });

  test("its day is doubted at once where trade and range are as ever", () => {
    const bars = walk({ swing: 0.005 });
    expect(doubted(shifted(bars, 0.5, 200, 300, 2).slice(0, 201))).toEqual(dates(bars, 200, 201));
  });

  test("a table that says it in time, and one that says it of another day", () => {
    const bars = shifted(walk({ swing: 0.02 }), 0.25, 200, 300, 4);
    expect(judge(bars, { splits: new Map([[at(bars, 150).date, 4]]) })).not.toEqual([]);
  });
});

describe("real moves are kept", () => {
  /** A day on which everybody trades, and the uneasy days after it. */
  const moved = (factor: number, walked: Walk = {}) => {
    const bars = shifted(walk(walked), factor, 200);
    return bars.map((bar, index): JudgedBar => {
      if (index !== 200 || bar.high === null || bar.low === null || bar.volume === null) return bar;
      return { ...bar, high: bar.high * 1.12, low: bar.low * 0.9, volume: bar.volume * 15 };
    });
  };

  test.each([
    ["a fall by 52%", 0.48],
    ["a biotech's fall by 80%", 0.2],
    ["a fall by half", 0.5],
    ["a fall by a third", 2 / 3],
    ["a fall by 90%", 0.1],
    ["a squeeze of 300%", 4],
    ["a leap of 900%", 10],
  ])("%s that was traded", (_name, factor) => {
    const bars = moved(factor);
    expect(judge(bars)).toEqual([]);
    expect(judge(bars.slice(0, 201))).toEqual([]);
  });

  test("a squeeze that is given back the next day", () => {
    const bars = shifted(walk(), 4, 200, 201, 20);
    expect(judge(bars)).toEqual([]);
    expect(judge(shifted(walk({ closesOnly: true }), 4, 200, 201))).toEqual([]);
  });

  test.each([0.48, 4 / 5, 3 / 4, 2 / 3, 0.4, 2, 0.35])("closes alone, times %s", (factor) => {
    expect(judge(moved(factor, { closesOnly: true }))).toEqual([]);
  });

  test("closes alone that halve, where the days after it are restless", () => {
    const calm = walk({ closesOnly: true, swing: 0.02 });
    const restless = walk({ closesOnly: true, swing: 0.15, seed: 9 });
    const level = at(calm, 199).close / at(restless, 199).close;
    const bars = calm.map((bar, index) =>
      index < 200 ? bar : { ...bar, close: at(restless, index).close * level * 0.5 },
    );
    expect(judge(bars)).toEqual([]);
  });

  test("a special dividend of half the price is none", () => {
    const bars = shifted(walk({ closesOnly: true, swing: 0.02 }), 0.5, 200);
    expect(judge(bars, { dividends: new Map([[at(bars, 200).date, at(bars, 199).close / 2]]) })).toEqual([]);
  });

  test("a spin-off or a fall that was traded a little more than usual, its trade going on as before", () => {
    for (const factor of [1 / 1.319, 0.475, 0.53, 0.42, 0.4, 1 / 6]) {
      const bars = shifted(walk({ swing: 0.02 }), factor, 200).map((bar, index) =>
        index >= 200 && index < 203 ? { ...bar, volume: (bar.volume ?? 0) * 2.2 } : bar,
      );
      expect([factor, judge(bars)]).toEqual([factor, []]);
    }
  });

  test.each([3.03, 4, 5, 7])("an offer at %s times the price, at which it stays, by closes alone", (factor) => {
    const bars = walk({ swing: 0.05, closesOnly: true });
    const offer = at(bars, 199).close * factor;
    const pinned = bars.map((bar, index) =>
      index < 200 ? bar : { ...bar, close: offer * (1 + 0.005 * Math.sin(index * index)) },
    );
    expect(judge(pinned)).toEqual([]);
  });

  test("any leap or fall on a day on which so much more was traded", () => {
    const size = fc.oneof(
      fc.double({ min: 0.11, max: 0.75, noNaN: true }),
      fc.double({ min: 1.3, max: 9, noNaN: true }),
    );
    fc.assert(
      fc.property(size, fc.integer(), (factor, seed) => {
        const busy = 5 * Math.max(1 / factor, 1);
        const bars = shifted(walk({ seed, swing: 0.02 }), factor, 200).map((bar, index) =>
          index === 200 ? { ...bar, volume: (bar.volume ?? 0) * busy } : bar,
        );
        expect(judge(bars)).toEqual([]);
      }),
    );
  });

  test("no walk of an ordinary share is doubted", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        fc.boolean(),
        (seed, swing, closesOnly) => {
          expect(judge(walk({ seed, swing, closesOnly }))).toEqual([]);
        },
      ),
    );
  });
});

describe("a split of the table", () => {
  test.each<[number, number, string, string]>([
    [4, 1, "4 for 1", "unadjusted-split"],
    [1 / 8, 1, "1 for 8", "unadjusted-split"],
    [1 / 100, 1, "1 for 100", "scale"],
    [3 / 2, 1 / 10, "3 for 2", "unadjusted-split"],
    [4, 2, "4 for 1", "unadjusted-split"],
  ])(
    "of %s new shares per old, where prices show %s, is named with the price it leads to",
    (tabled, real, words, rule) => {
      const bars = shifted(walk({ swing: 0.02 }), 1 / real, 200, 300, real);
      const day = at(bars, 200).date;
      const judged = (all: readonly JudgedBar[]) => judge(all, { splits: new Map([[day, tabled]]) });
      const text = (price: number) => new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 }).format(price);
      const after = judged(bars);
      expect(after.map((doubt) => [doubt.date, doubt.rule])).toEqual(dates(bars, 200).map((date) => [date, rule]));
      expect(after[0]?.reason).toBe(
        `${text(at(bars, 200).close)} where ${text(at(bars, 199).close / tabled)} is expected after the split of ${words} on ${day} in the table`,
      );
      const late = judged(
        bars.map((bar, index) => ({ ...bar, standing: index < 200 ? ("new" as const) : ("trusted" as const) })),
      );
      expect(late.at(-1)?.reason).toBe(
        `${text(at(bars, 199).close)} where ${text(at(bars, 200).close * tabled)} is expected before the split of ${words} on ${day} in the table`,
      );
    },
  );
});
