import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { internalRate, internalRates } from "./internal-rate.ts";

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

  test("rates that lie close together are all named, and one at which the worth only touches nothing is the rate", () => {
    expect(internalRate(flows(-1000, 2201, -1211.1)).reason).toBe("several rates solve the flows: 10.00%, 10.10%");
    expect(internalRate(flows(-1000, 3701, -4512.6, 1816.65)).reason).toBe(
      "several rates solve the flows: 10.00%, 10.10%, 50.00%",
    );
    expect(internalRate(flows(100, -220, 121)).value).toBeCloseTo(0.1, 5);
    expect(internalRate(flows(100, -220, 121.01)).reason).toBe("no rate solves the flows");
  });

  test("of any two rates both are found, wherever and however close they are", () => {
    const rate = fc.double({ min: -0.9, max: 5, noNaN: true });
    const apart = fc.double({ min: -4, max: 0, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(rate, apart, fc.integer({ min: 1, max: 5 }), (low, distance, years) => {
        const [a, b] = [1 + low, (1 + low) * (1 + distance)].map((growth) => growth ** years) as [number, number];
        const values = [-1000, 1000 * (a + b), -1000 * a * b];
        const dated = values.map((value, i) => ({ day: 365 * years * i, value }));
        const { reason } = internalRate(dated);
        const named = [...(reason ?? "").matchAll(/-?[\d.]+(?=%)/g)].map(([percent]) => Number(percent));
        const differs = [a, b].map((growth, i) => Math.abs(100 * (growth ** (1 / years) - 1) - (named[i] ?? 1e9)));
        expect([named.length, Math.max(...differs) < 0.006], reason ?? "").toEqual([2, true]);
      }),
      { numRuns: 300 },
    );
  });

  test("a rate that a number cannot tell from a loss of everything is not stated", () => {
    const overNight = (value: number) => internalRate([-100, value].map((each, day) => ({ day, value: each })));
    expect(overNight(90).reason).toBe("the rate is too close to −100% to state by the year");
    expect(overNight(95).value).toBeGreaterThan(-1);
    expect(overNight(1000).reason).toBe("the rate is too large to state by the year");
  });

  test("what cancels on its day is no flow", () => {
    const cancelled = [-1, 1].map((value) => ({ day: 5, value }));
    expect(internalRate([...cancelled, ...cancelled.map((flow) => ({ ...flow, day: 90 }))]).reason).toBe(
      "no rate solves the flows",
    );
  });
});

/** How often e^x is computed, which is what a search costs. */
function exponentialsTaken(search: () => void): number {
  const { exp } = Math;
  let taken = 0;
  Math.exp = (x) => {
    taken++;
    return exp(x);
  };
  try {
    search();
  } finally {
    Math.exp = exp;
  }
  return taken;
}

describe("internalRates", () => {
  /** Money in and out of an account by the day, beyond what is in it too. */
  const moves = fc.array(
    fc.record({
      gap: fc.constantFrom(0, 1, 1, 1, 3, 40, 400),
      flow: fc.double({ min: -2000, max: 2000, noNaN: true }),
      growth: fc.double({ min: 0.8, max: 1.25, noNaN: true }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  test("day after day they are what each day's flows alone give: one rate, several or none", () => {
    fc.assert(
      fc.property(moves, (account) => {
        const rates = internalRates();
        const put = [{ day: 0, value: -1000 }];
        rates.add(put[0]!);
        let [day, equity] = [0, 1000];
        for (const { gap, flow, growth } of account) {
          day += gap;
          equity = equity * growth + flow;
          put.push({ day, value: -flow });
          rates.add({ day, value: -flow });
          const [own, alone] = [rates.closedBy({ day, value: equity }), internalRate([...put, { day, value: equity }])];
          expect(own.reason).toBe(alone.reason);
          if (own.value !== null) expect(Math.log1p(own.value)).toBeCloseTo(Math.log1p(alone.value!), 9);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("what a day costs does not grow with the days before it, of an overdrawn account neither", () => {
    const cost = (days: number, flow: (day: number) => number) => {
      const rates = internalRates();
      rates.add({ day: 0, value: -1000 });
      const taken = exponentialsTaken(() => {
        for (let i = 1; i <= days; i++) {
          rates.add({ day: 7 * i, value: -flow(i) });
          rates.closedBy({ day: 7 * i, value: 1000 + i });
        }
      });
      return taken / days;
    };
    const saving = (day: number) => (day % 7) - 2;
    const overdrawn = (day: number) => (day % 50 === 10 ? -4000 : day % 50 === 30 ? 4100 : (day % 7) - 3);
    for (const flow of [saving, overdrawn]) expect(cost(400, flow)).toBeLessThan(1.5 * cost(100, flow));
    expect(cost(400, saving)).toBeLessThan(100);
  });
});
