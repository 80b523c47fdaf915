import { z } from "zod";
import type { Statement } from "../../price-source.ts";
import { freeCashFlow } from "../newest-statements.ts";
import type { FmpApi } from "./fmp-api.ts";

const NUMBER = z.number().nullish();
const PERIOD = z.object({
  date: z.iso.date(),
  reportedCurrency: z.string().nullish(),
  fiscalYear: z.coerce.number().int().nullish().catch(null),
  period: z.enum(["Q1", "Q2", "Q3", "Q4", "FY"]).nullish().catch(null),
});
const INCOME = PERIOD.extend({
  revenue: NUMBER,
  grossProfit: NUMBER,
  operatingIncome: NUMBER,
  netIncome: NUMBER,
  ebitda: NUMBER,
  epsDiluted: NUMBER,
});
const BALANCE = PERIOD.extend({
  totalAssets: NUMBER,
  totalCurrentAssets: NUMBER,
  totalLiabilities: NUMBER,
  totalCurrentLiabilities: NUMBER,
  totalDebt: NUMBER,
  cashAndCashEquivalents: NUMBER,
  totalStockholdersEquity: NUMBER,
});
const CASH_FLOW = PERIOD.extend({ operatingCashFlow: NUMBER, capitalExpenditure: NUMBER });

type Income = z.output<typeof INCOME>;
type Balance = z.output<typeof BALANCE>;
type CashFlow = z.output<typeof CASH_FLOW>;

/** The three statements of a period, where there are all three. */
interface Books {
  readonly income: Income;
  readonly balance: Balance | undefined;
  readonly cashFlow: CashFlow | undefined;
}

function figuresOf({ income, balance, cashFlow }: Books): Pick<Statement, "income" | "balance" | "cashFlow"> {
  const operating = cashFlow?.operatingCashFlow ?? null;
  const spent = cashFlow?.capitalExpenditure ?? null;
  const capex = spent === null ? null : Math.abs(spent);
  return {
    income: {
      revenue: income.revenue ?? null,
      grossProfit: income.grossProfit ?? null,
      operatingIncome: income.operatingIncome ?? null,
      netIncome: income.netIncome ?? null,
      ebitda: income.ebitda ?? null,
      epsDiluted: income.epsDiluted ?? null,
    },
    balance: {
      totalAssets: balance?.totalAssets ?? null,
      currentAssets: balance?.totalCurrentAssets ?? null,
      totalLiabilities: balance?.totalLiabilities ?? null,
      currentLiabilities: balance?.totalCurrentLiabilities ?? null,
      totalDebt: balance?.totalDebt ?? null,
      cash: balance?.cashAndCashEquivalents ?? null,
      equity: balance?.totalStockholdersEquity ?? null,
    },
    cashFlow: { operating, capex, freeCashFlow: freeCashFlow(operating, capex) },
  };
}

const ofDate = <Row extends { date: string }>(rows: readonly Row[], date: string) =>
  rows.find((row) => row.date === date);

/** Reported statements, newest first; three requests, one where there are none. @throws ProviderError */
export async function fmpReported(
  api: FmpApi,
  ticker: string,
  frequency: Statement["frequency"],
  limit: number,
  signal?: AbortSignal,
): Promise<Statement[]> {
  const asked = { symbol: ticker, period: frequency === "annual" ? "annual" : "quarter", limit };
  const incomes = await api.rows("income-statement", asked, INCOME, signal);
  if (incomes.length === 0) return [];
  const balances = await api.rows("balance-sheet-statement", asked, BALANCE, signal);
  const cashFlows = await api.rows("cash-flow-statement", asked, CASH_FLOW, signal);
  return incomes.map((income) => ({
    periodEnd: income.date,
    frequency,
    periodType: "reported",
    fiscalYear: income.fiscalYear ?? null,
    fiscalPeriod: income.period ?? null,
    currency: income.reportedCurrency ?? null,
    ...figuresOf({ income, balance: ofDate(balances, income.date), cashFlow: ofDate(cashFlows, income.date) }),
  }));
}

/** The newest trailing twelve months, where the plan includes them; three requests. @throws ProviderError */
export async function fmpTrailing(api: FmpApi, ticker: string, signal?: AbortSignal): Promise<Statement[]> {
  const asked = { symbol: ticker, limit: 1 };
  const [income] = await api.rowsIfIncluded("income-statement-ttm", asked, INCOME, signal);
  if (!income) return [];
  const balances = await api.rowsIfIncluded("balance-sheet-statement-ttm", asked, BALANCE, signal);
  const cashFlows = await api.rowsIfIncluded("cash-flow-statement-ttm", asked, CASH_FLOW, signal);
  return [
    {
      periodEnd: income.date,
      frequency: "annual",
      periodType: "ttm",
      fiscalYear: null,
      fiscalPeriod: null,
      currency: income.reportedCurrency ?? null,
      ...figuresOf({ income, balance: ofDate(balances, income.date), cashFlow: ofDate(cashFlows, income.date) }),
    },
  ];
}
