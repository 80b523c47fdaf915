import type { LogLevel } from "./events.ts";
import type { LogLine } from "./state.ts";

/** Stands for a phase where what was logged outside of all phases is meant. */
export const NO_PHASE = "none";

/** The longest text that is looked for. */
export const MOST_TEXT = 200;

/** Which entries of an activity log are meant; server and page decide alike. */
export interface LogFilter {
  /** Entries of these levels; of every level when empty. */
  readonly levels: readonly LogLevel[];
  /** Entries of this phase, NO_PHASE for those outside of all; null for every phase. */
  readonly phase: string | null;
  /** Entries whose message contains this, upper and lower case alike; every entry when empty. */
  readonly text: string;
}

export const EVERY_ENTRY: LogFilter = { levels: [], phase: null, text: "" };

/** Whether the filter leaves nothing out. */
export function isEveryEntry({ levels, phase, text }: LogFilter): boolean {
  return levels.length === 0 && phase === null && text === "";
}

/** Whether an entry is meant. */
export function matchesLog(line: LogLine, filter: LogFilter): boolean {
  const { levels } = filter;
  return (levels.length === 0 || levels.includes(line.level)) && matchesBesidesLevel(line, filter);
}

/** As `matchesLog`, whatever the level: what the counts beside the levels count. */
export function matchesBesidesLevel(line: LogLine, { phase, text }: LogFilter): boolean {
  if (phase !== null && (line.phase ?? NO_PHASE) !== phase) return false;
  return text === "" || line.message.toLowerCase().includes(text.toLowerCase());
}
