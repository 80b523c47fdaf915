import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Fundamentals, Statement } from "../../price-source.ts";
import { freeCashFlow, newestStatements } from "../newest-statements.ts";
import type { MassiveApi } from "./massive-api.ts";
import { massiveSymbol } from "./massive-symbol.ts";

const NUMBER = z.number().nullish();
const PERIOD = z.object({
  period_end: z.iso.date(),
  timeframe: z.enum(["quarterly", "annual", "trailing_twelve_months"]),
  fiscal_year: z.number().int().nullish(),
  fiscal_quarter: z.number().int().nullish(),
  filing_date: z.string().nullish(),
});
const INCOME = PERIOD.extend({
  revenue: NUMBER,
  gross_profit: NUMBER,
  operating_income: NUMBER,
  net_income_loss_attributable_common_shareholders: NUMBER,
  consolidated_net_income_loss: NUMBER,
  ebitda: NUMBER,
  diluted_earnings_per_share: NUMBER,
});
const BALANCE = PERIOD.extend({
  total_assets: NUMBER,
  total_current_assets: NUMBER,
  total_liabilities: NUMBER,
  total_current_liabilities: NUMBER,
  debt_current: NUMBER,
  long_term_debt_and_capital_lease_obligations: NUMBER,
  cash_and_equivalents: NUMBER,
  total_equity_attributable_to_parent: NUMBER,
  total_equity: NUMBER,
});
const CASH_FLOW = PERIOD.extend({
  net_cash_from_operating_activities: NUMBER,
  purchase_of_property_plant_and_equipment: NUMBER,
});

type Period = z.output<typeof PERIOD>;

const YEARS_BACK = 6;
const MOST_ROWS = 1000;
const QUARTERS = ["Q1", "Q2", "Q3", "Q4"] as const;

const keyOf = ({ timeframe, period_end }: Period) => `${timeframe} ${period_end}`;

/** By timeframe and period end; of a period filed more than once, the last filing. */
function byPeriod<Row extends Period>(rows: readonly Row[]): Map<string, Row> {
  const filed = [...rows].sort((a, b) => ((a.filing_date ?? "") < (b.filing_date ?? "") ? -1 : 1));
  return new Map(filed.map((row) => [keyOf(row), row]));
}

/** A sum of what has to be there: absent is not zero. */
const sum = (a: number | null | undefined, b: number | null | undefined) =>
  a === null || a === undefined || b === null || b === undefined ? null : a + b;

function incomeOf(row: z.output<typeof INCOME> | undefined): Statement["income"] {
  return {
    revenue: row?.revenue ?? null,
    grossProfit: row?.gross_profit ?? null,
    operatingIncome: row?.operating_income ?? null,
    netIncome: row?.net_income_loss_attributable_common_shareholders ?? row?.consolidated_net_income_loss ?? null,
    ebitda: row?.ebitda ?? null,
    epsDiluted: row?.diluted_earnings_per_share ?? null,
  };
}

function balanceOf(row: z.output<typeof BALANCE> | undefined): Statement["balance"] {
  return {
    totalAssets: row?.total_assets ?? null,
    currentAssets: row?.total_current_assets ?? null,
    totalLiabilities: row?.total_liabilities ?? null,
    currentLiabilities: row?.total_current_liabilities ?? null,
    totalDebt: sum(row?.debt_current, row?.long_term_debt_and_capital_lease_obligations),
    cash: row?.cash_and_equivalents ?? null,
    equity: row?.total_equity_attributable_to_parent ?? row?.total_equity ?? null,
  };
}

/** Massive's purchases are negative, money going out. */
function cashFlowOf(row: z.output<typeof CASH_FLOW> | undefined): Statement["cashFlow"] {
  const operating = row?.net_cash_from_operating_activities ?? null;
  const purchases = row?.purchase_of_property_plant_and_equipment ?? null;
  const capex = purchases === null ? null : Math.abs(purchases);
  return { operating, capex, freeCashFlow: freeCashFlow(operating, capex) };
}

function periodOf({ timeframe, period_end, fiscal_year, fiscal_quarter }: Period) {
  const trailing = timeframe === "trailing_twelve_months";
  const quarter = timeframe === "quarterly" ? (QUARTERS[(fiscal_quarter ?? 0) - 1] ?? null) : null;
  return {
    periodEnd: period_end,
    frequency: timeframe === "quarterly" ? "quarterly" : "annual",
    periodType: trailing ? "ttm" : "reported",
    fiscalYear: trailing ? null : (fiscal_year ?? null),
    fiscalPeriod: timeframe === "annual" ? "FY" : quarter,
    currency: null,
  } as const;
}

/**
 * Three requests, of plans that include Massive's financials. Statements as filed with the SEC, without their currency;
 * no estimates and no earnings dates. Balances of the trailing twelve months are those at their end. Null where there is
 * no statement. @throws ProviderError
 */
export async function massiveFundamentals(
  api: MassiveApi,
  symbol: string,
  now: Date,
  signal?: AbortSignal,
): Promise<Fundamentals | null> {
  const { ticker, market } = massiveSymbol(symbol);
  if (market !== "stocks") return null;
  const since = Temporal.PlainDate.from(now.toISOString().slice(0, 10)).subtract({ years: YEARS_BACK }).toString();
  const asked = { tickers: ticker, "period_end.gte": since, sort: "period_end.desc", limit: MOST_ROWS };
  const path = "/stocks/financials/v1";
  const incomes = byPeriod(await api.list(`${path}/income-statements`, asked, INCOME, signal));
  if (incomes.size === 0) return null;
  const balances = byPeriod(await api.list(`${path}/balance-sheets`, asked, BALANCE, signal));
  const cashFlows = byPeriod(await api.list(`${path}/cash-flow-statements`, asked, CASH_FLOW, signal));
  const statements = [...incomes].map(([key, row]): Statement => {
    const balance = balances.get(key) ?? balances.get(keyOf({ ...row, timeframe: "quarterly" }));
    return {
      ...periodOf(row),
      income: incomeOf(row),
      balance: balanceOf(balance),
      cashFlow: cashFlowOf(cashFlows.get(key)),
    };
  });
  return { symbol, statements: newestStatements(statements), estimates: [], nextEarningsDate: null };
}
