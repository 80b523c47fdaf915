import { EARLIEST_DATE } from "#lib/portfolio-import/calendar-date.ts";
import type { IndexSectorTable } from "#server/queries/index-sector-tables.ts";

type Tables = readonly Pick<IndexSectorTable, "asOf" | "sectors">[];

/**
 * The first day beside which other weights stand than before; null where none do. A table holds from its date to the
 * next one's; the oldest also for all days before it, so that a change of that one goes back to the beginning.
 */
export function firstChangedDate(before: Tables, after: Tables): string | null {
  const [old, now] = [weightsByDate(before), weightsByDate(after)];
  const dates = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  const changed = dates.find((date) => old.get(date) !== now.get(date));
  if (changed === undefined) return null;
  const isOldest = [old, now].some((tables) => [...tables.keys()].toSorted()[0] === changed);
  return isOldest ? EARLIEST_DATE : changed;
}

/** The weights of each date as text that is equal where they are. */
function weightsByDate(tables: Tables): ReadonlyMap<string, string> {
  const textOf = ({ sectors }: Tables[number]) => sectors.map((each) => `${each.sector} ${each.weight}`).toSorted();
  return new Map(tables.map((table) => [table.asOf, textOf(table).join()]));
}
