import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { fundamentals } from "#server/db/schema/market.ts";
import type { Estimate, Fundamentals, Statement } from "#server/market/price-source.ts";
import { derivedFigures } from "./compute.ts";

type FundamentalsRow = BulkRow<typeof fundamentals>;

const QUARTERS = 12;
const YEARS = 5;
const TRAILING = 4;

/**
 * What is stored of a company's answer, each period once: the newest 12 quarters and 5 years as reported, apart from
 * them the newest 4 trailing twelve months, and the estimates.
 */
export function statementRows(source: string, { symbol, statements, estimates }: Fundamentals): FundamentalsRow[] {
  const newest = (isOne: (statement: Statement) => boolean, count: number) =>
    eachPeriodOnce(statements.filter(isOne)).slice(0, count);
  const reported = (frequency: Statement["frequency"]) => (statement: Statement) =>
    statement.periodType === "reported" && statement.frequency === frequency;
  const kept = [
    ...newest(reported("quarterly"), QUARTERS),
    ...newest(reported("annual"), YEARS),
    ...newest(({ periodType }) => periodType === "ttm", TRAILING),
  ];
  const expected = Map.groupBy(estimates, ({ frequency }) => frequency).values();
  return [
    ...kept.map((statement) => ({ source, symbol, ...statementColumns(statement) })),
    ...[...expected].flatMap(eachPeriodOnce).map((estimate) => ({ source, symbol, ...estimateColumns(estimate) })),
  ];
}

/** Newest first; of two of one period the earlier in the list, which is the later filing. */
function eachPeriodOnce<Period extends { readonly periodEnd: string }>(periods: readonly Period[]): Period[] {
  const byEnd = Map.groupBy(periods, ({ periodEnd }) => periodEnd);
  return [...byEnd.values()].flatMap(([first]) => first ?? []).toSorted((a, b) => (a.periodEnd < b.periodEnd ? 1 : -1));
}

type Columns = Omit<FundamentalsRow, "source" | "symbol">;

function statementColumns(statement: Statement): Columns {
  const { periodEnd, frequency, periodType, fiscalYear, fiscalPeriod, currency, income, balance, cashFlow } = statement;
  return {
    ...{ periodEnd, frequency, periodType, fiscalYear, fiscalPeriod, currency },
    ...income,
    ...balance,
    operatingCashFlow: cashFlow.operating,
    capitalExpenditure: cashFlow.capex,
    ...derivedFigures(statement),
  };
}

function estimateColumns(estimate: Estimate): Columns {
  const { periodEnd, frequency, periodType, revenue, epsDiluted, epsLow, epsHigh, analysts } = estimate;
  return { periodEnd, frequency, periodType, revenue, epsDiluted, epsLow, epsHigh, analysts };
}
