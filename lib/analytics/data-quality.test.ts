import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataQuality, QUALITY_POINTS, type SymbolFacts } from "./data-quality.ts";
import { epochDay, isoDate } from "./epoch-day.ts";

const SESSION = "2025-07-03";
const WHOLE: SymbolFacts = {
  ...{ session: SESSION, priceDate: SESSION },
  ...{ returns: { "1d": 0, "1w": -0.1 }, profile: { name: "A", kind: "stock" }, factors: { value: 0, growth: 1 } },
};
const daysBefore = (age: number) => isoDate(epochDay(SESSION) - age);
const facts = fc.dictionary(fc.string(), fc.option(fc.double()), { maxKeys: 13 });
const symbols = fc.record({
  session: fc.constant(SESSION),
  priceDate: fc.option(fc.integer({ min: 0, max: 20 }).map(daysBefore)),
  ...{ returns: facts, profile: facts, factors: facts },
});

describe("dataQuality", () => {
  test("is 100 where all is known, 0 where nothing is, and a known zero is known", () => {
    expect(dataQuality(WHOLE).score).toBe(100);
    expect(Object.values(dataQuality(WHOLE).parts).map(({ reason }) => reason)).toEqual([null, null, null, null]);
    const none = { returns: { "1d": null }, profile: { name: null }, factors: {} };
    expect(dataQuality({ session: SESSION, priceDate: null, ...none })).toEqual({
      score: 0,
      parts: {
        price: { points: 0, most: 30, reason: "no price" },
        returns: { points: 0, most: 30, reason: "none of 1 is known" },
        profile: { points: 0, most: 20, reason: "none of 1 is known" },
        factors: { points: 0, most: 20, reason: "nothing is known" },
      },
    });
  });

  test("a price loses an eighth with each day, and counts for nothing after seven", () => {
    const points = [0, 1, 4, 7, 8, 100].map((age) => {
      return dataQuality({ ...WHOLE, priceDate: daysBefore(age) }).parts.price.points;
    });
    expect(points).toEqual([30, 26.25, 15, 3.75, 0, 0]);
    expect(dataQuality({ ...WHOLE, priceDate: daysBefore(1) }).parts.price.reason).toBe(
      "the newest close is 1 day older",
    );
  });

  test("a part is the share of its facts that are known, and says which are not", () => {
    const { parts } = dataQuality({ ...WHOLE, factors: { value: 1, growth: null, size: 0.5, quality: null } });
    expect(parts.factors).toEqual({ points: 10, most: 20, reason: "2 of 4 known, not growth, quality" });
  });

  test("is the sum of its parts, each within its bounds, with a reason exactly where points are missing", () => {
    fc.assert(
      fc.property(symbols, (symbol) => {
        const { score, parts } = dataQuality(symbol);
        const { price, returns, profile, factors } = parts;
        expect(score).toBe(price.points + returns.points + profile.points + factors.points);
        for (const [name, { points, most, reason }] of Object.entries(parts)) {
          expect(most).toBe(QUALITY_POINTS[name as keyof typeof QUALITY_POINTS]);
          expect(points >= 0 && points <= most).toBe(true);
          expect(reason === null).toBe(points === most);
        }
      }),
    );
  });

  test("never falls when one more fact becomes known, and is the same in any order of the facts", () => {
    fc.assert(
      fc.property(symbols, fc.constantFrom("returns", "profile", "factors"), fc.nat(), (symbol, part, which) => {
        const names = Object.keys(symbol[part]);
        const name = names[which % Math.max(1, names.length)];
        if (name === undefined) return;
        const more = { ...symbol, [part]: { ...symbol[part], [name]: 1 } };
        expect(dataQuality(more).score).toBeGreaterThanOrEqual(dataQuality(symbol).score);
        const turned = { ...symbol, [part]: Object.fromEntries(Object.entries(symbol[part]).toReversed()) };
        expect(dataQuality(turned).score).toBe(dataQuality(symbol).score);
      }),
    );
  });

  test("a close after the session is a caller's mistake", () => {
    expect(() => dataQuality({ ...WHOLE, priceDate: daysBefore(-1) })).toThrow(RangeError);
  });
});
