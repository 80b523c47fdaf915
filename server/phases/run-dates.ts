import { addSessions, sessionOnOrAfter, sessionsBetween } from "#server/market/nyse-calendar.ts";

/** What decides a run's dates; ISO dates, null where there is none. */
export interface DateInputs {
  readonly force: boolean;
  /** The run's own range. */
  readonly asked: { readonly from: string | null; readonly to: string | null };
  /** The portfolio's range. */
  readonly own: { readonly from: string | null; readonly to: string | null };
  readonly earliestEntry: string | null;
  /** The last session with prices for every held symbol. */
  readonly present: string;
  /** The last date that has all its results. */
  readonly computedThrough: string | null;
  /** From here on what is stored no longer follows from the inputs. */
  readonly recomputeFrom: string | null;
}

export type RunDates = { readonly dates: readonly string[] } | { readonly nothingToDo: string };

/**
 * The sessions a run computes: those from the first one wanted to the last one with prices. A portfolio that has
 * results goes on after their newest date, or at what has to be recomputed; `force` recomputes the asked range. The dates
 * always join on to the stored ones, since each day's equity follows from the day before. An account without positions
 * has dates where it has a first one of its own: it is cash alone.
 */
export function runDates(inputs: DateInputs): RunDates {
  const start = inputs.own.from ?? inputs.earliestEntry;
  if (start === null) return { nothingToDo: "no positions" };
  const from = firstDate(inputs, inputs.own.from ?? sessionOnOrAfter(start));
  const to = lastDate(inputs);
  const dates = from <= to ? sessionsBetween(from, to) : [];
  return dates.length > 0 ? { dates } : { nothingToDo: reasonForNone(inputs, from, to) };
}

function firstDate({ force, asked, computedThrough, recomputeFrom }: DateInputs, start: string): string {
  if (computedThrough === null) return latest(asked.from ?? start, start);
  const next = earliest(addSessions(computedThrough, 1), recomputeFrom);
  return latest(force ? earliest(next, asked.from ?? start) : next, start);
}

/** What is stored past the asked range has to be recomputed with it, where the inputs have changed. */
function lastDate({ asked, own, present, computedThrough, recomputeFrom }: DateInputs): string {
  const wanted = asked.to ?? own.to ?? present;
  return earliest(recomputeFrom === null ? wanted : latest(wanted, computedThrough), present);
}

function reasonForNone({ force, computedThrough, present }: DateInputs, from: string, to: string): string {
  if (!force && computedThrough !== null && from > to) return "up to date";
  if (from > to && to === present) return `no sessions: ${from} is after ${present}, the last session with prices`;
  if (from > to) return `no sessions: the first date, ${from}, is after the last, ${to}`;
  return `no sessions from ${from} to ${to}`;
}

const earliest = (date: string, other: string | null) => (other !== null && other < date ? other : date);
const latest = (date: string, other: string | null) => (other !== null && other > date ? other : date);
