import { clockTime } from "#lib/format.ts";
import type { LogLevel } from "#lib/run/events.ts";
import { spanOf } from "#lib/run/log-repeats.ts";
import type { LogLine } from "#lib/run/state.ts";
import type { LogNote } from "#lib/run-store/log-reader.ts";
import type { LogRepeats, LogRow } from "./log-rows.ts";

export const LEVEL_WORDS: Readonly<Record<LogLevel, string>> = { info: "Info", warning: "Warning", error: "Error" };

/** A line's message as it is shown: its level is a mark of its own there. */
export function shownMessage({ message }: LogLine): string {
  return message.replace(/^⚠️ /, "");
}

/** What a row says: of folded repeats from where to where they count. */
export function rowMessage({ line, repeats }: LogRow): string {
  const message = shownMessage(line);
  return repeats && !repeats.isOpen ? spanOf(repeats.begin, message) : message;
}

/** The number of repeats: "× 1,208", with a plus sign where there may be more of them. */
export function repeatsText(
  { count, isPart }: LogRepeats,
  format: { number(value: number, decimals: number): string },
) {
  return `× ${format.number(count, 0)}${isPart ? "+" : ""}`;
}

/** A line as it is read out where the reader goes to it. */
export function spokenLine(line: LogLine): string {
  return `${LEVEL_WORDS[line.level]}, ${clockTime(line.at)}: ${shownMessage(line)}`;
}

/** When a line was logged by the clock here and there: "2025-03-14 20:00:00.000 UTC · 14 Mar 2025, 16:00:00 EDT here". */
export function timeTitle({ at, logger }: LogLine, local: Intl.DateTimeFormat): string {
  return `${at.replace("T", " ").replace("Z", " UTC")}\n${local.format(new Date(at))} (your time)\n${logger}`;
}

/** Why the reader is where they are. */
export function noteText(note: LogNote): string {
  if (note.kind === "no-line") return `Line ${note.seq} is not among these; the nearest before it is shown.`;
  const where = note.step.way === "next" ? "after" : "before";
  return `No ${note.step.to === "alert" ? "warning or error" : "entry"} ${where} this.`;
}
