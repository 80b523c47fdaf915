import type { Statement } from "#server/market/price-source.ts";

/** Figures that follow from one statement; money in its currency, margins and ratios as fractions. */
export interface DerivedFigures {
  readonly freeCashFlow: number | null;
  readonly workingCapital: number | null;
  readonly netDebt: number | null;
  readonly grossMargin: number | null;
  readonly operatingMargin: number | null;
  readonly netMargin: number | null;
  readonly freeCashFlowMargin: number | null;
  readonly currentRatio: number | null;
  readonly debtToEquity: number | null;
}

/**
 * Working capital = current assets − current liabilities; net debt = total debt − cash; free cash flow as reported, else
 * operating cash flow − capital expenditure; margins over revenue; current ratio = current assets / current liabilities;
 * debt to equity = total debt / equity. Null where a part is missing or the denominator is not positive: a margin on no
 * revenue and a ratio to negative equity mean nothing. Never NaN or infinite.
 */
export function derivedFigures({ income, balance, cashFlow }: Omit<Statement, "periodEnd">): DerivedFigures {
  const freeCashFlow = cashFlow.freeCashFlow ?? difference(cashFlow.operating, cashFlow.capex);
  return {
    freeCashFlow,
    workingCapital: difference(balance.currentAssets, balance.currentLiabilities),
    netDebt: difference(balance.totalDebt, balance.cash),
    grossMargin: ratio(income.grossProfit, income.revenue),
    operatingMargin: ratio(income.operatingIncome, income.revenue),
    netMargin: ratio(income.netIncome, income.revenue),
    freeCashFlowMargin: ratio(freeCashFlow, income.revenue),
    currentRatio: ratio(balance.currentAssets, balance.currentLiabilities),
    debtToEquity: ratio(balance.totalDebt, balance.equity),
  };
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : finite(a - b);
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole <= 0 ? null : finite(part / whole);
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);
