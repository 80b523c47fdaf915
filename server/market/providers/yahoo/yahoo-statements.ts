import type { Statement } from "../../price-source.ts";
import { newestStatements } from "../newest-statements.ts";
import { fiscalPeriodOf } from "./fiscal-period.ts";
import type { FIGURES, YahooPeriod } from "./yahoo-periods.ts";

function fiscal({ type, end }: YahooPeriod, yearEnd: string | null): Pick<Statement, "fiscalYear" | "fiscalPeriod"> {
  if (yearEnd === null || type === "trailing") return { fiscalYear: null, fiscalPeriod: null };
  return fiscalPeriodOf(end, type, yearEnd);
}

function statementOf(period: YahooPeriod, yearEnd: string | null): Statement {
  const { type, end, currency, figures } = period;
  const of = (name: (typeof FIGURES)[number]) => figures.get(name) ?? null;
  const spent = of("CapitalExpenditure");
  return {
    periodEnd: end,
    frequency: type === "quarterly" ? "quarterly" : "annual",
    periodType: type === "trailing" ? "ttm" : "reported",
    ...fiscal(period, yearEnd),
    currency,
    income: {
      revenue: of("TotalRevenue") ?? of("OperatingRevenue"),
      grossProfit: of("GrossProfit"),
      operatingIncome: of("OperatingIncome"),
      netIncome: of("NetIncome") ?? of("NetIncomeCommonStockholders"),
      ebitda: of("EBITDA"),
      epsDiluted: of("DilutedEPS"),
    },
    balance: {
      totalAssets: of("TotalAssets"),
      currentAssets: of("CurrentAssets"),
      totalLiabilities: of("TotalLiabilitiesNetMinorityInterest"),
      currentLiabilities: of("CurrentLiabilities"),
      totalDebt: of("TotalDebt"),
      cash: of("CashAndCashEquivalents"),
      equity: of("StockholdersEquity"),
    },
    cashFlow: {
      operating: of("OperatingCashFlow"),
      // Yahoo counts what was spent as negative.
      capex: spent === null ? null : Math.abs(spent),
      freeCashFlow: of("FreeCashFlow"),
    },
  };
}

/** The newest statements of the periods; `yearEnd` is a date that one of the company's fiscal years ended on. */
export function statementsOf(periods: readonly YahooPeriod[], yearEnd: string | null): Statement[] {
  return newestStatements(periods.map((period) => statementOf(period, yearEnd)));
}
