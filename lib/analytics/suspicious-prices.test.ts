import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { JudgedBar, PriceEvidence } from "./price-evidence.ts";
import { suspiciousPrices } from "./suspicious-prices.ts";

const FIRST = "2023-01-03";
const SESSIONS = sessionsBetween(FIRST, "2025-12-31");
const NOTHING: ReadonlyMap<string, number> = new Map();

/** Mulberry32: the same walk for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Walk {
  readonly seed?: number;
  readonly count?: number;
  /** Largest move of a day, either way. */
  readonly swing?: number;
  /** Closes alone, as of a wide file. */
  readonly closesOnly?: boolean;
}

/** An ordinary share: moves of up to `swing`, a range and trade. */
function walk({ seed = 7, count = 300, swing = 0.03, closesOnly = false }: Walk = {}): JudgedBar[] {
  const draw = random(seed);
  let close = 100;
  return SESSIONS.slice(0, count).map((date) => {
    const before = close;
    close *= 1 + swing * (2 * draw() - 1);
    const [high, low] = [Math.max(before, close) * (1 + 0.01 * draw()), Math.min(before, close) * (1 - 0.01 * draw())];
    const seen = { open: before, high, low, volume: Math.round(1e6 * (0.6 + 0.8 * draw())) };
    const bar = { date, close, standing: "new" as const };
    return closesOnly ? { ...bar, open: null, high: null, low: null, volume: null } : { ...bar, ...seen };
  });
}

const scaled = (bar: JudgedBar, factor: number, volume = 1): JudgedBar => {
  const times = (price: number | null) => (price === null ? null : price * factor);
  const prices = { open: times(bar.open), high: times(bar.high), low: times(bar.low), close: bar.close * factor };
  return { ...bar, ...prices, volume: bar.volume === null ? null : bar.volume * volume };
};
/** Prices times a factor from one bar on, up to but not including another. */
const shifted = (bars: readonly JudgedBar[], factor: number, from: number, to = bars.length, volume = 1) =>
  bars.map((bar, index) => (index >= from && index < to ? scaled(bar, factor, volume) : bar));
const at = (bars: readonly JudgedBar[], index: number) => required(bars.at(index), "bar");
const judge = (bars: readonly JudgedBar[], known: Partial<PriceEvidence> = {}) =>
  suspiciousPrices({
    ...{ kind: "share", bars, splits: NOTHING, dividends: NOTHING },
    sessions: sessionsBetween(at(bars, 0).date, at(bars, -1).date),
    ...known,
  });
const dates = (bars: readonly JudgedBar[], from: number, to = bars.length) =>
  bars.slice(from, to).map(({ date }) => date);
const doubted = (...judged: Parameters<typeof judge>) => judge(...judged).map(({ date }) => date);

describe("a price of another size", () => {
  test.each([100, 1 / 100, 1000, 1 / 1000])(
    "%s times is doubted wherever it stands, the newest bar included",
    (factor) => {
      for (const closesOnly of [true, false]) {
        const bars = walk({ closesOnly });
        for (const index of [1, 100, 298, 299]) {
          expect(judge(shifted(bars, factor, index, index + 1))).toMatchObject([
            { date: at(bars, index).date, rule: "scale" },
          ]);
        }
      }
    },
  );

  test("the reason has both prices and how many times one is the other", () => {
    const bars = walk({ closesOnly: true }).map((bar, index) => ({ ...bar, close: 100.1 + (index % 2) / 100 }));
    const [high] = judge(shifted(bars, 100, 50, 51));
    const [low] = judge(shifted(bars, 0.01, 50, 51));
    expect(high?.reason).toBe("10,010 where 100.11 is usual (100×)");
    expect(low?.reason).toBe("1.001 where 100.11 is usual (1/100)");
  });

  test("the first bar is doubted, not all that come after it", () => {
    const bars = walk();
    expect(doubted(shifted(bars, 100, 0, 1))).toEqual(dates(bars, 0, 1));
  });

  test("a change of unit that stays is doubted for as long as it lasts, on the shorter side of a first answer", () => {
    const bars = walk();
    expect(doubted(shifted(bars, 100, 200))).toEqual(dates(bars, 200));
    expect(doubted(shifted(bars, 100, 100))).toEqual(dates(bars, 0, 100));
  });

  test("what is trusted already decides the side, however few bars it has", () => {
    const bars = shifted(walk(), 100, 20).map(
      (bar, index): JudgedBar => ({
        ...bar,
        standing: index === 10 ? "trusted" : "new",
      }),
    );
    expect(doubted(bars)).toEqual(dates(bars, 20));
  });

  test("what was released is believed, and says nothing of the others", () => {
    const bars = shifted(walk(), 100, 150, 151).map(
      (bar, index): JudgedBar => ({
        ...bar,
        standing: index === 150 ? "released" : "new",
      }),
    );
    expect(judge(bars)).toEqual([]);
    expect(doubted(shifted(bars, 100, 180, 181))).toEqual(dates(bars, 180, 181));
  });

  test("one released price of a level that stays lets all of it go", () => {
    const bars = shifted(walk(), 100, 200).map(
      (bar, index): JudgedBar => ({
        ...bar,
        standing: index === 200 ? "released" : "new",
      }),
    );
    expect(judge(bars)).toEqual([]);
  });

  test("else what is stored does", () => {
    const bars = shifted(walk(), 100, 20).map(
      (bar, index): JudgedBar => ({
        ...bar,
        standing: index < 20 ? "stored" : "new",
      }),
    );
    expect(doubted(bars)).toEqual(dates(bars, 20));
  });

  test("a leap of ten times that is taken back was none; one that stays is a market's", () => {
    const bars = walk();
    expect(doubted(shifted(bars, 9, 150, 153))).toEqual(dates(bars, 150, 153));
    expect(doubted(shifted(bars, 13, 150, 300, 40))).toEqual([]);
  });

  test("of the newest bar a leap of ten times is doubted where its own high does not know of it", () => {
    const bars = walk();
    const last = at(bars, -1);
    expect(doubted([...bars.slice(0, -1), { ...last, close: last.close * 10 }])).toEqual([last.date]);
    expect(doubted([...bars.slice(0, -1), scaled(last, 12, 30)])).toEqual([]);
  });

  test("shares of a few cents may move by any multiple", () => {
    const cheap = walk().map((bar) => scaled(bar, 1e-6));
    expect(doubted(shifted(cheap, 100, 150, 151))).toEqual([]);
  });

  test("quotes of options are never doubted, rates of exchange within four times", () => {
    const bars = walk();
    expect(doubted(shifted(bars, 100, 150, 151), { kind: "option" })).toEqual([]);
    expect(doubted(shifted(bars, 0.3, 150), { kind: "rate" })).toEqual([]);
    expect(doubted(shifted(bars, 0.2, 200), { kind: "rate" })).toEqual(dates(bars, 200));
  });
});

describe("a split that no table tells of", () => {
  const MORE = [2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50];
  const BETWEEN = [4 / 3, 3 / 2, 5 / 2];
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
    [1 / 8, "1 for 8"],
    [3 / 2, "3 for 2"],
    [4 / 3, "4 for 3"],
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

describe("after a gap", () => {
  const gapped = (factor: number, missing: number) => {
    const bars = walk();
    return shifted(bars, factor, 200).filter((_, index) => index < 200 - missing || index >= 200);
  };

  test("of more than a month a leap of five times is doubted, whichever way", () => {
    const bars = gapped(7, 30);
    expect(doubted(bars)).toEqual(dates(walk(), 200));
    expect(judge(bars)[0]).toMatchObject({
      rule: "gap",
      reason: expect.stringMatching(/, after 30 sessions without a price$/),
    });
    expect(doubted(gapped(1 / 7, 30))).toEqual(dates(walk(), 200));
  });

  test("as long as a halt lasts even a ruin is kept, and after any gap what is near to before", () => {
    expect(doubted(gapped(1 / 265, 12))).toEqual([]);
    expect(doubted(gapped(2.3, 60))).toEqual([]);
  });
});

describe("a price that is said over and over", () => {
  const repeated = (bars: readonly JudgedBar[], from: number, to: number, change: Partial<JudgedBar> = {}) =>
    bars.map((bar, index) =>
      index >= from && index < to ? { ...at(bars, from - 1), ...change, date: bar.date } : bar,
    );

  test("alike to the last share: the third one and the second, never the first", () => {
    const bars = walk();
    expect(doubted(repeated(bars, 200, 201))).toEqual([]);
    expect(doubted(repeated(bars, 200, 202))).toEqual(dates(bars, 200, 202));
    expect(judge(repeated(bars, 200, 202))[0]?.reason).toMatch(/ as on .+, alike in open, high, low and volume$/);
  });

  test("without trade, five times", () => {
    const bars = walk();
    const { close } = at(bars, 199);
    const still = { open: close, high: close, low: close, volume: 0 };
    expect(doubted(repeated(bars, 200, 204, still))).toEqual([]);
    expect(doubted(repeated(bars, 200, 205, still))).toEqual(dates(bars, 200, 205));
  });

  test("closes alone, ten times", () => {
    const bars = walk({ closesOnly: true });
    expect(doubted(repeated(bars, 200, 209))).toEqual([]);
    expect(doubted(repeated(bars, 200, 215))).toEqual(dates(bars, 200, 215));
    expect(doubted(repeated(bars, 285, 300))).toEqual(dates(bars, 285, 300));
  });

  test.each([
    ["a fund of constant value", () => 1],
    ["a pegged currency", (draw: () => number) => 3.75 + (draw() < 0.1 ? 0.0001 : 0)],
    ["a share traded every fourth session", (draw: () => number, last: number) => (draw() < 0.25 ? last * 1.01 : last)],
    ["a fund quoted to the cent", (draw: () => number, last: number) => last + (draw() < 0.5 ? 0.01 : 0)],
  ])("%s is kept", (_name, next) => {
    const draw = random(3);
    let last = 10;
    const bars = walk({ closesOnly: true }).map((bar) => {
      last = next(draw, last);
      return { ...bar, close: last, volume: 0 };
    });
    expect(judge(bars)).toEqual([]);
  });
});

describe("a judgement", () => {
  const spoilt = fc.record({
    seed: fc.integer(),
    closesOnly: fc.boolean(),
    at: fc.integer({ min: 70, max: 290 }),
    length: fc.integer({ min: 1, max: 5 }),
    factor: fc.constantFrom(100, 0.01, 1000),
  });

  test("finds every price a hundred times off and no other", () => {
    fc.assert(
      fc.property(spoilt, ({ at: from, length, factor, ...walked }) => {
        const bars = walk(walked);
        expect(doubted(shifted(bars, factor, from, from + length))).toEqual(dates(bars, from, from + length));
      }),
    );
  });

  test("is the same again when what is believed is stored", () => {
    fc.assert(
      fc.property(spoilt, ({ at: from, length, factor, ...walked }) => {
        const bars = shifted(walk(walked), factor, from, from + length);
        const first = new Set(doubted(bars));
        const again = bars.map((bar): JudgedBar => ({ ...bar, standing: first.has(bar.date) ? "new" : "stored" }));
        expect(judge(again)).toEqual(judge(bars));
      }),
    );
  });

  test("of a part beside trusted closes is that of the whole", () => {
    fc.assert(
      fc.property(spoilt, ({ at: from, length, factor, ...walked }) => {
        const bars = shifted(walk(walked), factor, from, from + length);
        const part = bars
          .slice(from - 60, from + length)
          .map((bar, index): JudgedBar => ({ ...bar, standing: index < 60 ? "trusted" : "new" }));
        expect(judge(part)).toEqual(judge(bars));
      }),
    );
  });

  test("of prices that leap every day keeps the level that began", () => {
    const wild = walk({ count: 750 }).map((bar, index) => scaled(bar, index % 2 === 0 ? 1 : 100));
    expect(doubted(wild)).toEqual(wild.flatMap(({ date }, index) => (index % 2 === 0 ? [] : date)));
  });

  test("needs two bars, and takes none", () => {
    const [bar] = walk({ count: 1 });
    expect(judge([required(bar, "bar")])).toEqual([]);
    expect(suspiciousPrices({ kind: "share", bars: [], splits: NOTHING, dividends: NOTHING, sessions: [] })).toEqual(
      [],
    );
  });
});
