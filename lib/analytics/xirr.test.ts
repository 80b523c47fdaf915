import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoDate } from "./epoch-day.ts";
import { xirr } from "./xirr.ts";

const flow = (date: string, amount: number) => ({ date, amount });

describe("xirr", () => {
  test("Microsoft's example of XIRR", () => {
    const flows = [
      flow("2008-01-01", -10_000),
      flow("2008-03-01", 2_750),
      flow("2008-10-30", 4_250),
      flow("2009-02-15", 3_250),
      flow("2009-04-01", 2_750),
    ];
    expect(xirr(flows).value).toBeCloseTo(0.373362535, 8);
    expect(xirr(flows.toReversed()).value).toBeCloseTo(0.373362535, 8);
  });

  test("one investment and its end value: the compound rate, from a day to thirty years", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11_000 }),
        fc.double({ min: 0.7, max: 1.5, noNaN: true }),
        (days, growth) => {
          const rate = growth ** (365 / days) - 1;
          fc.pre(rate > -1);
          const solved = xirr([flow("1990-01-01", -100), flow(isoDate(7305 + days), 100 * growth)]).value!;
          expect(Math.log1p(solved)).toBeCloseTo(Math.log1p(rate), 8);
        },
      ),
    );
  });

  test("flows of one day count net, so that an exchange on one day is no investment", () => {
    const flows = [flow("2020-01-01", -100), flow("2020-06-01", 40), flow("2020-06-01", -40), flow("2021-01-01", 110)];
    expect(xirr(flows).value).toBeCloseTo(xirr([flow("2020-01-01", -100), flow("2021-01-01", 110)]).value!, 14);
  });

  test("sixty years and a near total loss still have their rate", () => {
    expect(xirr([flow("1960-01-01", -1), flow("2020-01-01", 50)]).value).toBeCloseTo(50 ** (365 / 21_915) - 1, 10);
    expect(Math.log1p(xirr([flow("2020-01-01", -1e6), flow("2020-12-31", 0.01)]).value!)).toBeCloseTo(
      Math.log(1e-8),
      6,
    );
  });

  test("several rates are reported as such, none of them as the answer", () => {
    const flows = [flow("2021-01-01", -100), flow("2022-01-01", 230), flow("2023-01-01", -132)];
    expect(xirr(flows)).toEqual({ value: null, reason: "several rates solve the flows: 10.00%, 20.00%" });
  });

  const growth = fc.double({ min: 0.3, max: 3, noNaN: true });
  const yearly = (...amounts: readonly number[]) =>
    amounts.map((amount, year) => flow(isoDate(18_000 + 365 * year), amount));

  test("flows made of two rates, −1, a + b, −ab, have both reported and neither answered", () => {
    fc.assert(
      fc.property(growth, growth, (a, b) => {
        fc.pre(Math.abs(Math.log(a / b)) > 0.05);
        const { value, reason } = xirr(yearly(-1, a + b, -a * b));
        const [low, high] = [a, b].toSorted((x, y) => x - y).map((factor) => `${(100 * (factor - 1)).toFixed(2)}%`);
        expect(value).toBeNull();
        expect(reason).toBe(`several rates solve the flows: ${low}, ${high}`);
      }),
    );
  });

  test("flows whose present value never is 0, −1, 2a, −(a² + c), have no rate", () => {
    fc.assert(
      fc.property(growth, fc.double({ min: 1e-3, max: 10, noNaN: true }), (a, c) => {
        expect(xirr(yearly(-1, 2 * a, -(a * a + c)))).toEqual({ value: null, reason: "no rate solves the flows" });
      }),
    );
  });

  test("three sign changes with one real rate answer that rate", () => {
    fc.assert(
      fc.property(growth, growth, (a, b) => {
        const [quadratic, rest] = [2 * b, b * b + 1];
        const flows = yearly(-1, a + quadratic, -(a * quadratic + rest), a * rest);
        expect(xirr(flows).value).toBeCloseTo(a - 1, 9);
      }),
    );
  });

  test("flows that no rate solves have none", () => {
    const flows = [flow("2021-01-01", -100), flow("2022-01-01", 150), flow("2023-01-01", -100)];
    expect(xirr(flows).reason).toBe("no rate solves the flows");
    expect(xirr([flow("2021-01-01", -100), flow("2022-01-01", -5)]).reason).toBe("the flows are all of one sign");
    expect(xirr([flow("2021-01-01", -100), flow("2021-01-01", 105)]).reason).toBe("all flows fall on one day");
    expect(xirr([]).reason).toBe("the flows are all of one sign");
  });

  test("the solved rate makes the flows worth nothing, and scaling them changes nothing", () => {
    const amounts = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.double({ min: 10, max: 9000, noNaN: true }), (paid, end) => {
        const flows = [...paid.map((amount, i) => flow(isoDate(18_000 + 40 * i), -amount)), flow("2021-06-01", end)];
        const rate = xirr(flows).value!;
        const first = 18_000;
        const value = flows.reduce(
          (sum, { date, amount }) => sum + amount / (1 + rate) ** ((Date.parse(date) / 86_400_000 - first) / 365),
          0,
        );
        expect(Math.abs(value)).toBeLessThan(1e-6 * end);
        expect(xirr(flows.map(({ date, amount }) => flow(date, 4 * amount))).value).toBe(rate);
      }),
    );
  });
});
