import fc from "fast-check";
import { expect, test } from "vitest";
import { dailyReturn } from "./daily-return.ts";
import { timeWeightedIndex } from "./time-weighted-index.ts";

test("a flow at the start of the day earns that day's return and does not make one", () => {
  expect(dailyReturn(0, 100, 50).value).toBe(0);
  expect(dailyReturn(15, 100, 50).value).toBe(0.1);
});

test("money on no equity has no return", () => {
  expect(dailyReturn(5, 0, 0)).toEqual({ value: null, reason: "equity is not positive" });
  expect(dailyReturn(5, 100, -100)).toEqual({ value: null, reason: "equity is not positive" });
});

test("the index is the product of the returns", () => {
  const { index, endsAt } = timeWeightedIndex(Float64Array.of(0.1, -0.5, 1));
  expect(Array.from(index)).toEqual([1.1, 0.55, 1.1].map((v) => expect.closeTo(v, 12)));
  expect(endsAt).toBeNull();
});

test("it ends for good at the first missing return, with the reason", () => {
  const { index, endsAt, reason } = timeWeightedIndex(Float64Array.of(0.1, Number.NaN, 0.3));
  expect([endsAt, reason]).toEqual([1, "equity is not positive"]);
  expect(Array.from(index, Number.isNaN)).toEqual([false, true, true]);
});

const returnsOf = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 60 });

test("flows of any size and date leave it alone: it measures the holdings, not their owner", () => {
  fc.assert(
    fc.property(returnsOf, fc.array(fc.double({ min: -0.9, max: 4, noNaN: true })), (earned, flows) => {
      let equity = 1000;
      const returns = earned.map((rate, day) => {
        const flow = (flows[day] ?? 0) * equity;
        const pnl = rate * (equity + flow);
        const { value } = dailyReturn(pnl, equity, flow);
        equity += flow + pnl;
        return value!;
      });
      const { index } = timeWeightedIndex(Float64Array.from(returns));
      const untouched = timeWeightedIndex(Float64Array.from(earned)).index;
      for (const [day, level] of untouched.entries()) expect(index[day]! / level).toBeCloseTo(1, 10);
    }),
  );
});

test("two stretches chain: the index of the whole is the product of theirs", () => {
  fc.assert(
    fc.property(returnsOf, returnsOf, (first, second) => {
      const last = (returns: readonly number[]) => timeWeightedIndex(Float64Array.from(returns)).index.at(-1)!;
      expect(last([...first, ...second]) / (last(first) * last(second))).toBeCloseTo(1, 12);
    }),
  );
});
