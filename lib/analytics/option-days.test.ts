import { describe, expect, test } from "vitest";
import { blackScholesMerton } from "./black-scholes-merton.ts";
import { epochDay, epochDays } from "./epoch-day.ts";
import { type OptionInput, optionDays } from "./option-days.ts";

const sessions = epochDays(
  "2024-05-17 2024-05-20 2024-05-21 2024-05-22 2024-05-23 2024-05-24 2024-05-28 2024-05-29 2024-05-30".split(" "),
);
const on = (date: string, value: number) => ({ day: epochDay(date), value });
const gaps = (prices: Readonly<Record<number, number>>) =>
  Float64Array.from({ length: sessions.length }, (_, i) => prices[i] ?? Number.NaN);

function option(change: Partial<OptionInput> & { closes?: Float64Array } = {}): OptionInput {
  const { closes = new Float64Array(9).fill(50), ...rest } = change;
  return {
    type: "CALL",
    strike: 50,
    expiryDay: epochDay("2024-08-16"),
    entryPrice: 2.5,
    entryDay: epochDay("2024-05-20"),
    underlying: { closes, splits: [], dividends: [] },
    quotes: null,
    rate: 0.04,
    ...rest,
  };
}
const days = (change?: Parameters<typeof option>[0]) => optionDays(option(change), sessions);

describe("optionDays", () => {
  test("priced on the entry by its own entry price, later by the model at that volatility, down with time", () => {
    const [before, first, second] = days();
    expect(before).toBeNull();
    expect(first?.price).toBeCloseTo(2.5, 10);
    expect(first).toMatchObject({ origin: "model", priceDay: sessions[1], note: null });
    expect(first?.terms).toMatchObject({ spot: 50, strike: 50, years: 88 / 365, rate: 0.04, dividendYield: 0 });
    expect(second?.terms?.volatility).toBe(first?.terms?.volatility);
    expect(second!.price).toBe(blackScholesMerton(second!.terms!).price);
    expect(second!.price).toBeLessThan(2.5);
  });

  test("a quote of the session is the price; the days after it take its volatility", () => {
    const quoted = days({ quotes: gaps({ 3: 4 }) });
    expect(quoted[3]).toMatchObject({ price: 4, origin: "session", priceDay: sessions[3], note: null });
    expect(quoted[3]?.model?.price).toBeCloseTo(4, 10);
    expect(quoted[4]?.terms?.volatility).toBe(quoted[3]?.terms?.volatility);
    expect(quoted[4]!.terms!.volatility).toBeGreaterThan(quoted[2]!.terms!.volatility);
  });

  test("a price with no volatility from 1% to 500% takes 25%, and says why", () => {
    const [, first] = days({ entryPrice: 60 });
    expect(first?.terms?.volatility).toBe(0.25);
    expect(first?.note).toMatch(/^volatility assumed at 25%: its entry price has none \(impossible: not below 50/);
    const [, second] = days({ quotes: gaps({ 1: 0.01 }), closes: new Float64Array(9).fill(60) });
    expect(second).toMatchObject({ price: 0.01, origin: "session" });
    expect(second?.note).toMatch(/^volatility assumed at 25%: its quote has none \(impossible: below/);
  });

  test("the underlying's last close carries the model for a week, named, then there is none", () => {
    const stale = days({ closes: gaps({ 1: 50, 2: 51 }) });
    expect(stale[3]).toMatchObject({ priceDay: sessions[2], note: "the underlying's last close is of 2024-05-21" });
    expect(stale[6]?.terms?.spot).toBe(51);
    expect(stale.slice(7)).toEqual([null, null]);
    const quoted = days({ closes: gaps({ 1: 50 }), quotes: gaps({ 8: 3 }) })[8];
    expect(quoted).toMatchObject({ price: 3, terms: null, model: null });
  });

  test("the entry's underlying missing, the volatility is assumed and named", () => {
    const [, first, second] = days({ closes: gaps({ 2: 50, 3: 50 }) });
    expect(first).toBeNull();
    expect(second?.note).toBe("volatility assumed at 25%: the underlying has no price of the entry");
  });

  test("a dividend paid 365 days ago is no longer in the yield, one of 364 is", () => {
    const yieldWith = (date: string) => {
      const underlying = { closes: new Float64Array(9).fill(50), splits: [], dividends: [on(date, 1)] };
      return days({ underlying })[1]?.terms?.dividendYield;
    };
    expect([yieldWith("2023-05-21"), yieldWith("2023-05-22")]).toEqual([0, 0.02]);
  });

  test("the dividend yield is that of the 365 days before, in shares of the session", () => {
    const dividends = [on("2023-05-20", 9), on("2023-08-01", 1), on("2024-05-22", 0.25), on("2024-06-03", 7)];
    const underlying = { closes: new Float64Array(9).fill(50), dividends, splits: [on("2024-05-22", 2)] };
    const yields = days({ underlying }).map((day) => day?.terms?.dividendYield);
    expect(yields[2]).toBeCloseTo(1 / 50, 12);
    expect(yields[3]).toBeCloseTo(0.75 / 50, 12);
  });

  test("a split divides the strike, and a stale close from before it", () => {
    const splits = [on("2024-05-22", 4)];
    const closes = gaps({ 1: 200, 2: 200 });
    const split = days({ strike: 200, entryPrice: 10, underlying: { closes, splits, dividends: [] } });
    expect(split[3]?.terms).toMatchObject({ strike: 50, spot: 50 });
    expect(split[3]!.price).toBeLessThan(split[2]!.price / 4);
    expect(split[3]!.price).toBeGreaterThan((split[2]!.price / 4) * 0.98);
  });

  test("an entry on a closed day is of the next session, in that session's shares; nothing on or after the expiry", () => {
    const underlying = { closes: new Float64Array(9).fill(25), splits: [on("2024-05-28", 2)], dividends: [] };
    const late = days({
      entryDay: epochDay("2024-05-25"),
      entryPrice: 5,
      expiryDay: epochDay("2024-05-30"),
      underlying,
    });
    expect(late.map((day) => day !== null)).toEqual([false, false, false, false, false, false, true, true, false]);
    expect(late[6]?.price).toBeCloseTo(2.5, 10);
  });
});
