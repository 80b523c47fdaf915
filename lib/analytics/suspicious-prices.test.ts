import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { at, dates, doubted, judge, NOTHING, random, scaled, shifted, walk } from "#tests/fixtures/price-walk.ts";
import type { JudgedBar } from "./price-evidence.ts";
import { suspiciousPrices } from "./suspicious-prices.ts";

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

  test("a change of unit on a lively day is no split of many shares", () => {
    for (const factor of [0.01 * 1.12, 100 * 0.9]) {
      const bars = shifted(walk({ swing: 0.02 }), factor, 200);
      expect(new Set(judge(bars).map(({ rule }) => rule))).toEqual(new Set(["scale"]));
    }
  });

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
