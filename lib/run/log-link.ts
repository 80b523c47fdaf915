import { EVERY_ENTRY, type LogFilter, MOST_TEXT, NO_PHASE } from "./log-filter.ts";
import type { PhaseState } from "./state.ts";
import { logLevels } from "./vocabulary.ts";

/** A line of an activity log, among the lines that a filter lets through. */
export interface LogLink {
  readonly line: number;
  readonly filter: LogFilter;
}

/** The rows that are open have a "phase" of their own in the same address. */
const MEMBERS = ["line", "level", "log-phase", "q"] as const;

/** The query of a page's address that leads to a line: "?line=4711&level=warning". What else it holds is kept. */
export function logLinkQuery(search: string, { line, filter }: LogLink): string {
  const query = new URLSearchParams(search);
  for (const member of MEMBERS) query.delete(member);
  query.set("line", String(line));
  if (filter.levels.length > 0) query.set("level", filter.levels.join(","));
  if (filter.phase !== null) query.set("log-phase", filter.phase);
  if (filter.text !== "") query.set("q", filter.text);
  return `?${query}`;
}

/**
 * The line that an address leads to, in a run of these phases; null when to none. A filter that cannot be is none: the line
 * is found all the same.
 */
export function readLogLink(search: string, phases: readonly Pick<PhaseState, "id">[]): LogLink | null {
  const query = new URLSearchParams(search);
  const line = Number(query.get("line") ?? Number.NaN);
  if (!Number.isSafeInteger(line) || line < 1) return null;
  const asked = (query.get("level") ?? "").split(",");
  const levels = logLevels.filter((level) => asked.includes(level));
  const named = query.get("log-phase");
  const phase = [NO_PHASE, ...phases.map(({ id }) => id)].find((id) => id === named) ?? null;
  const text = (query.get("q") ?? "").trim().slice(0, MOST_TEXT);
  return { line, filter: { ...EVERY_ENTRY, levels, phase, text } };
}
