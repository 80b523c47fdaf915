import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Statement } from "#server/market/price-source.ts";
import { derivedFigures } from "./compute.ts";

const STATEMENT: Statement = {
  periodEnd: "2025-03-31",
  frequency: "quarterly",
  periodType: "reported",
  fiscalYear: 2024,
  fiscalPeriod: "Q4",
  currency: "USD",
  income: { revenue: 200, grossProfit: 80, operatingIncome: 50, netIncome: -10, ebitda: 60, epsDiluted: 1 },
  balance: {
    totalAssets: 1000,
    currentAssets: 300,
    totalLiabilities: 600,
    currentLiabilities: 150,
    totalDebt: 240,
    cash: 90,
    equity: 400,
  },
  cashFlow: { operating: 70, capex: 30, freeCashFlow: null },
};

describe("derivedFigures", () => {
  test("follow from income, balance and cash flow", () => {
    expect(derivedFigures(STATEMENT)).toEqual({
      freeCashFlow: 40,
      workingCapital: 150,
      netDebt: 150,
      grossMargin: 0.4,
      operatingMargin: 0.25,
      netMargin: -0.05,
      freeCashFlowMargin: 0.2,
      currentRatio: 2,
      debtToEquity: 0.6,
    });
  });

  test("take the free cash flow a company reports before their own", () => {
    const reported = { ...STATEMENT, cashFlow: { operating: 70, capex: 30, freeCashFlow: 20 } };
    expect(derivedFigures(reported)).toMatchObject({ freeCashFlow: 20, freeCashFlowMargin: 0.1 });
  });

  test("are null without revenue, with negative equity and where a part is missing", () => {
    const startUp = {
      ...STATEMENT,
      income: { ...STATEMENT.income, revenue: 0 },
      balance: { ...STATEMENT.balance, equity: -5, cash: null },
    };
    expect(derivedFigures(startUp)).toMatchObject({ grossMargin: null, debtToEquity: null, netDebt: null });
  });

  test("are null, never NaN or infinite, whatever the parts are", () => {
    const amount = fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(0));
    const { income, balance, cashFlow } = STATEMENT;
    const parts = <Part extends object>(part: Part) =>
      fc
        .tuple(...Object.keys(part).map(() => amount))
        .map((amounts) => Object.fromEntries(Object.keys(part).map((name, i) => [name, amounts[i]])) as Part);
    const statements = fc.record({ income: parts(income), balance: parts(balance), cashFlow: parts(cashFlow) });
    fc.assert(
      fc.property(statements, (parted) => {
        const figures = Object.values(derivedFigures({ ...STATEMENT, ...parted }));
        expect(figures.every((figure) => figure === null || Number.isFinite(figure))).toBe(true);
      }),
    );
  });
});
