import { EARLIEST_DATE, readDate } from "#lib/portfolio-import/calendar-date.ts";
import { HttpProblem, type ProblemDetail } from "../problem.ts";

export interface AskedRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** The range asked for, dates as they are stored; absent or empty bounds are null. @throws HttpProblem ERR_RUN_004. */
export function askedRange(
  asked: Partial<Record<"from" | "to", string | null | undefined>>,
  today: string,
): AskedRange {
  const errors: ProblemDetail[] = [];
  const bound = (field: "from" | "to"): string | null => {
    const text = asked[field]?.trim();
    if (!text) return null;
    const date = readDate(text);
    if (date !== null && date >= EARLIEST_DATE && date <= today) return date;
    errors.push({ field, code: "ERR_RUN_004", message: `Not a date from ${EARLIEST_DATE} to ${today}`, value: text });
    return null;
  };
  const range = { from: bound("from"), to: bound("to") };
  if (range.from !== null && range.to !== null && range.from > range.to) {
    errors.push({ field: "to", code: "ERR_RUN_004", message: "The last date is before the first", value: range.to });
  }
  if (errors.length > 0) throw new HttpProblem("ERR_RUN_004", { errors });
  return range;
}
