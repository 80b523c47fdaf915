import type { LogLine } from "./state.ts";

const NAMED = 5;
const MILESTONE_EVERY = 5;

const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A count as log and summaries write it, whoever reads them: "1,234". */
export function countText(count: number): string {
  return GROUPED.format(count);
}

/**
 * The milestone of a date, or null for the dates between: the first, every fifth and the last are announced, as
 * "Processing date 2025-03-14... (5/254)". `current` counts from 1.
 */
export function dateMilestone(date: string, current: number, total: number): string | null {
  const announced = current === 1 || current === total || current % MILESTONE_EVERY === 0;
  return announced ? `Processing date ${date}... (${countText(current)}/${countText(total)})` : null;
}

/** Five names and the count of the rest: "A, B, C, D, E and 3 more". */
export function shortList(items: readonly string[]): string {
  const rest = items.length - NAMED;
  return rest > 0 ? `${items.slice(0, NAMED).join(", ")} and ${countText(rest)} more` : items.join(", ");
}

/** Every item: "A, B, C"; "A, B: gone; C: new" where items have commas of their own. */
export function itemList(items: readonly string[]): string {
  return items.join(items.some((item) => item.includes(", ")) ? "; " : ", ");
}

/** A duration in milliseconds as "3.2s", "14m 32s" or "1h 02m 03s". */
export function durationText(ms: number): string {
  const tenths = Math.round(ms / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  const tail = `${String(seconds % 60).padStart(hours ? 2 : 1, "0")}s`;
  return hours ? `${hours}h ${String(minutes).padStart(2, "0")}m ${tail}` : `${minutes}m ${tail}`;
}

/** An instant as "YYYY-MM-DD HH:MM:SS.mmm", UTC. */
export function instantText(at: string): string {
  return at.replace("T", " ").replace("Z", "");
}

/**
 * One entry as a line of the log file: "YYYY-MM-DD HH:MM:SS.mmm [LEVEL] logger: message", folded repeats as "(×3)".
 * A message cannot forge a second line: its own line breaks are indented, its control characters dropped.
 */
export function logLineText(line: LogLine): string {
  const message = line.message.replace(CONTROL, "").replace(/\r?\n|\r/g, "\n    ");
  const repeats = line.count > 1 ? ` (×${countText(line.count)})` : "";
  return `${instantText(line.at)} [${line.level.toUpperCase()}] ${line.logger}: ${message}${repeats}`;
}

// Everything of category Cc but tab, line feed and carriage return.
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;
