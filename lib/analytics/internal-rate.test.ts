import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { internalRate } from "./internal-rate.ts";

const flows = (...values: readonly number[]) => values.map((value, i) => ({ day: 365 * i, value }));

describe("internalRate", () => {
  test("an account with withdrawals that is never overdrawn has one rate, on which its balances end at nothing", () => {
    const moves = fc.array(fc.double({ min: -0.4, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(moves, fc.double({ min: -0.5, max: 1, noNaN: true }), (shares, rate) => {
        let balance = 1000;
        const account = [{ day: 0, value: -1000 }];
        for (const [i, share] of shares.entries()) {
          balance *= (1 + rate) ** (30 / 365);
          const flow = share * balance;
          balance += flow;
          account.push({ day: 30 * (i + 1), value: -flow });
        }
        account.push({ day: 30 * (shares.length + 1), value: balance * (1 + rate) ** (30 / 365) });
        expect(internalRate(account).value).toBeCloseTo(rate, 6);
      }),
    );
  });

  test("two rates are both named, and none is none", () => {
    expect(internalRate(flows(-100, 230, -132)).reason).toBe("several rates solve the flows: 10.00%, 20.00%");
    expect(internalRate(flows(-100, 150, -100)).reason).toBe("no rate solves the flows");
    expect(internalRate(flows(-100, 0, 121)).value).toBeCloseTo(0.1, 12);
  });

  test("a rate that a number cannot tell from a loss of everything is not stated", () => {
    const overNight = (value: number) => internalRate([-100, value].map((each, day) => ({ day, value: each })));
    expect(overNight(90).reason).toBe("the rate is too close to −100% to state by the year");
    expect(overNight(95).value).toBeGreaterThan(-1);
  });

  test("what cancels on its day is no flow", () => {
    const cancelled = [-1, 1].map((value) => ({ day: 5, value }));
    expect(internalRate([...cancelled, ...cancelled.map((flow) => ({ ...flow, day: 90 }))]).reason).toBe(
      "no rate solves the flows",
    );
  });
});
