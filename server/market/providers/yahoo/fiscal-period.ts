import type { Statement } from "../../price-source.ts";

/** Years of 52 or 53 weeks end up to a week after the month that they belong to. */
const OVERRUN_DAYS = 7;

interface FiscalPeriod {
  readonly fiscalYear: number | null;
  readonly fiscalPeriod: Statement["fiscalPeriod"];
}

const QUARTERS = ["Q4", "Q1", "Q2", "Q3"] as const;

/** Year and month 1–12 of a period that ends on `date`. */
function monthOf(date: string): { year: number; month: number } {
  const day = new Date(date);
  day.setUTCDate(day.getUTCDate() - OVERRUN_DAYS);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1 };
}

/**
 * The fiscal year and quarter that end on `periodEnd`, for a company one of whose fiscal years ended on `yearEnd`. A
 * fiscal year is called by the calendar year it ends in. The quarter is null where the date is no quarter's end.
 */
export function fiscalPeriodOf(periodEnd: string, frequency: Statement["frequency"], yearEnd: string): FiscalPeriod {
  const end = monthOf(periodEnd);
  const last = monthOf(yearEnd).month;
  const after = (end.month - last + 12) % 12;
  if (frequency === "annual") return { fiscalYear: end.year, fiscalPeriod: "FY" };
  const fiscalYear = end.month > last ? end.year + 1 : end.year;
  return { fiscalYear, fiscalPeriod: after % 3 === 0 ? (QUARTERS[after / 3] ?? null) : null };
}
