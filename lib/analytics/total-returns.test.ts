import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sessionActions } from "./session-actions.ts";
import { splitAdjustedCloses } from "./split-adjusted-closes.ts";
import { totalReturnIndex } from "./total-return-index.ts";
import { totalReturns } from "./total-returns.ts";

const f = (...values: number[]) => Float64Array.of(...values);
const prices = fc.array(fc.double({ min: 0.5, max: 500, noNaN: true }), { minLength: 2, maxLength: 40 });

describe("totalReturns", () => {
  test("without actions it is close over previous close", () => {
    expect(Array.from(totalReturns(f(100, 110, 99)))).toEqual([
      Number.NaN,
      expect.closeTo(0.1, 12),
      expect.closeTo(-0.1, 12),
    ]);
  });

  test("a split and a dividend each leave the holder's return", () => {
    expect(totalReturns(f(100, 50), { splits: f(1, 2) })[1]).toBe(0);
    expect(totalReturns(f(100, 98), { dividends: f(0, 2) })[1]).toBe(0);
    expect(totalReturns(f(10, 101), { splits: f(1, 0.1) })[1]).toBeCloseTo(0.01, 12);
  });

  test("a split with a dividend on one day pays the dividend on the new shares", () => {
    expect(totalReturns(f(100, 49), { splits: f(1, 2), dividends: f(0, 1) })[1]).toBe(0);
  });

  test("a gap has no return on either side, and a price that is not positive is missing", () => {
    expect(Array.from(totalReturns(f(10, Number.NaN, 11, 12, 0, 13)), Number.isNaN)).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
  });

  test("restating all closes in another currency changes nothing", () => {
    fc.assert(
      fc.property(prices, (closes) => {
        const plain = totalReturns(Float64Array.from(closes));
        const other = totalReturns(Float64Array.from(closes, (close) => close * 4));
        expect(Array.from(other)).toEqual(Array.from(plain));
      }),
    );
  });
});

describe("totalReturnIndex", () => {
  test("without gaps it is the product of the returns", () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 4 }), (closes, ratio) => {
        const series = Float64Array.from(closes);
        const actions = {
          splits: series.map((_, t) => (t === 1 ? ratio : 1)),
          dividends: series.map((_, t) => (t % 3 === 1 ? 0.4 : 0)),
        };
        const returns = totalReturns(series, actions);
        let wealth = 1;
        for (const [t, level] of totalReturnIndex(series, actions).entries()) {
          if (t > 0) wealth *= 1 + returns[t]!;
          expect(level / wealth).toBeCloseTo(1, 10);
        }
      }),
    );
  });

  test("it bridges a gap with the split and the dividend inside it", () => {
    const index = totalReturnIndex(f(100, Number.NaN, Number.NaN, 60), {
      splits: f(1, 2, 1, 1),
      dividends: f(0, 0, 1, 0),
    });
    expect(index[2]).toBeNaN();
    expect(index[3]).toBeCloseTo((60 * 2 + 2) / 100, 12);
  });
});

describe("splitAdjustedCloses", () => {
  test("closes before a split are in today's shares; later sessions are not seen", () => {
    const closes = f(100, 50, 51, 10);
    const splits = f(1, 2, 1, 5);
    expect(Array.from(splitAdjustedCloses(closes, splits, 2))).toEqual([50, 50, 51, Number.NaN]);
    expect(Array.from(splitAdjustedCloses(closes, splits, 3))).toEqual([10, 10, 10.2, 10]);
  });
});

describe("sessionActions", () => {
  const sessions = ["2024-01-04", "2024-01-05", "2024-01-08"];

  test("an ex-date on a closed day counts on the next session; dates off the grid are dropped", () => {
    const { splits, dividends } = sessionActions(
      sessions,
      new Map([
        ["2024-01-06", 2],
        ["2024-01-08", 3],
        ["2024-01-09", 7],
      ]),
      new Map([
        ["2024-01-05", 0.25],
        ["2024-01-03", 9],
      ]),
    );
    expect(Array.from(splits)).toEqual([1, 1, 6]);
    expect(Array.from(dividends)).toEqual([0, 0.25, 0].map((value) => value));
  });
});
