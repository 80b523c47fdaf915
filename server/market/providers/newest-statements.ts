import type { Statement } from "../price-source.ts";

const QUARTERS = 12;
const YEARS = 5;

/** Newest first: 12 quarters, 5 years and the newest trailing twelve months. */
export function newestStatements(statements: readonly Statement[]): Statement[] {
  const newest = [...statements].sort((a, b) => (a.periodEnd < b.periodEnd ? 1 : -1));
  const reported = newest.filter(({ periodType }) => periodType === "reported");
  return [
    ...reported.filter(({ frequency }) => frequency === "quarterly").slice(0, QUARTERS),
    ...reported.filter(({ frequency }) => frequency === "annual").slice(0, YEARS),
    ...newest.filter(({ periodType }) => periodType === "ttm").slice(0, 1),
  ];
}

/** Operating cash flow less capital expenditure; null where one is. */
export const freeCashFlow = (operating: number | null, capex: number | null): number | null =>
  operating === null || capex === null ? null : operating - capex;
