import { z } from "zod";
import type { Statement } from "../../price-source.ts";
import { fiscalPeriodOf } from "./fiscal-period.ts";
import { yahooFigure as figure } from "./yahoo-figure.ts";
import { utcDate, yahooInstant } from "./yahoo-instant.ts";

/** One period as the library gathers it; what a company does not report is left out. */
const period = z.object({
  date: yahooInstant,
  totalRevenue: figure,
  operatingRevenue: figure,
  grossProfit: figure,
  operatingIncome: figure,
  netIncomeCommonStockholders: figure,
  netIncome: figure,
  EBITDA: figure,
  dilutedEPS: figure,
  totalAssets: figure,
  currentAssets: figure,
  totalLiabilitiesNetMinorityInterest: figure,
  currentLiabilities: figure,
  totalDebt: figure,
  cashAndCashEquivalents: figure,
  stockholdersEquity: figure,
  operatingCashFlow: figure,
  capitalExpenditure: figure,
  freeCashFlow: figure,
});

export const yahooPeriods = z.array(period);

type YahooPeriod = z.output<typeof period>;

/** What a company's summary says of its books. */
export interface Books {
  readonly currency: string | null;
  /** A date that one of its fiscal years ended on. */
  readonly yearEnd: string | null;
}

/** The three ways that Yahoo counts: quarters, fiscal years, and the twelve months up to a quarter's end. */
export type StatementType = "quarterly" | "annual" | "trailing";

function fiscal(periodEnd: string, type: StatementType, { yearEnd }: Books) {
  if (yearEnd === null || type === "trailing") return { fiscalYear: null, fiscalPeriod: null };
  return fiscalPeriodOf(periodEnd, type, yearEnd);
}

function statementOf(found: YahooPeriod, type: StatementType, books: Books): Statement {
  const periodEnd = utcDate(found.date);
  return {
    periodEnd,
    frequency: type === "quarterly" ? "quarterly" : "annual",
    periodType: type === "trailing" ? "ttm" : "reported",
    ...fiscal(periodEnd, type, books),
    currency: books.currency,
    income: {
      revenue: found.totalRevenue ?? found.operatingRevenue,
      grossProfit: found.grossProfit,
      operatingIncome: found.operatingIncome,
      netIncome: found.netIncome ?? found.netIncomeCommonStockholders,
      ebitda: found.EBITDA,
      epsDiluted: found.dilutedEPS,
    },
    balance: {
      totalAssets: found.totalAssets,
      currentAssets: found.currentAssets,
      totalLiabilities: found.totalLiabilitiesNetMinorityInterest,
      currentLiabilities: found.currentLiabilities,
      totalDebt: found.totalDebt,
      cash: found.cashAndCashEquivalents,
      equity: found.stockholdersEquity,
    },
    cashFlow: {
      operating: found.operatingCashFlow,
      // Yahoo counts what was spent as negative.
      capex: found.capitalExpenditure === null ? null : Math.abs(found.capitalExpenditure),
      freeCashFlow: found.freeCashFlow,
    },
  };
}

/** The newest `most` statements of one type, newest first. */
export function statementsOf(
  found: readonly YahooPeriod[],
  type: StatementType,
  books: Books,
  most: number,
): Statement[] {
  const statements = found.map((one) => statementOf(one, type, books));
  return statements.sort((a, b) => (a.periodEnd > b.periodEnd ? -1 : 1)).slice(0, most);
}
