import type { LogLevel } from "#lib/run/events.ts";
import type { LogFilter } from "#lib/run/log-filter.ts";
import type { LogLine } from "#lib/run/state.ts";

/** From line to line: to any line that is shown (with a search: the matches), or to warnings and errors alone. */
export interface LogStep {
  readonly to: "entry" | "alert";
  readonly way: "previous" | "next";
}

const ALERTS: readonly LogLevel[] = ["warning", "error"];

/** The levels a step leads to under a filter; null when it lets none of them through. */
export function stepLevels({ to }: LogStep, { levels }: LogFilter): readonly LogLevel[] | null {
  if (to === "entry") return levels;
  const meant = levels.length === 0 ? ALERTS : ALERTS.filter((level) => levels.includes(level));
  return meant.length > 0 ? meant : null;
}

/**
 * The seq a step starts from, itself left out: the current line while it is in view. Else what is in view comes first: from
 * its upper edge downwards, from its lower edge upwards.
 */
export function stepFrom(
  { way }: LogStep,
  current: number | null,
  inView: { readonly first: number; readonly last: number },
): number {
  if (current !== null && current >= inView.first && current <= inView.last) return current;
  return way === "next" ? inView.first - 1 : inView.last + 1;
}

/** The entry a step leads to among those held, which are in order; undefined where there is none. */
export function stepWithin(entries: readonly LogLine[], { to, way }: LogStep, from: number): LogLine | undefined {
  const isMeant = ({ level }: LogLine) => to === "entry" || level !== "info";
  return way === "next"
    ? entries.find((entry) => entry.seq > from && isMeant(entry))
    : entries.findLast((entry) => entry.seq < from && isMeant(entry));
}
