import type { LogLine } from "./state.ts";

/** Lines that a view shows as one: indexes of the first and the last, both included. A line of its own is its own fold. */
export interface LogFold {
  readonly from: number;
  readonly to: number;
}

/** Fewer than this in a row are shown as they are. */
const FEWEST_FOLDED = 3;

// A date or a number with its sign, separators, decimals and per cent sign. What is part of a symbol is none: 0700.HK.
const NUMBER = /(?<![\p{L}\p{N}_.^-])[-−+]?\d(?:[\d.,:/'’ -]*\d)?(?![\d\p{Lu}_]|[.=-]\p{L})%?/gu;
const GROUP_SEPARATORS = /(?<=\d)[,'’ ](?=\d{3}(?!\d))/gu;

/** What of a message stays the same while something is counted: its dates and numbers as "#". */
export function messageShape(message: string): string {
  return message.replace(NUMBER, "#");
}

/**
 * Repeats folded. Three or more lines in a row are one fold when level, logger, phase, code and symbol are the same and
 * their messages too. Lines that only inform may count on from one to the next: their dates and numbers may be greater.
 */
export function foldRepeats(lines: readonly LogLine[]): LogFold[] {
  const folds: LogFold[] = [];
  for (let from = 0; from < lines.length; ) {
    const to = lastAlike(lines, from);
    if (to - from + 1 >= FEWEST_FOLDED) folds.push({ from, to });
    else for (let index = from; index <= to; index += 1) folds.push({ from: index, to: index });
    from = to + 1;
  }
  return folds;
}

function lastAlike(lines: readonly LogLine[], from: number): number {
  let to = from;
  for (let next = lines[to + 1]; next && goesOn(lines[to], next); next = lines[to + 1]) to += 1;
  return to;
}

/** Whether a line says what the one before it said, or counts on from it. */
function goesOn(before: LogLine | undefined, line: LogLine): boolean {
  if (!before) return false;
  const [told, tells] = [readingOf(before), readingOf(line)];
  return (
    told.kind === tells.kind && tells.counted.every((number, index) => isAtLeast(number, told.counted[index] ?? []))
  );
}

/** Numbers, or dates and fractions part by part. */
function isAtLeast(number: readonly number[], other: readonly number[]): boolean {
  const differs = number.findIndex((part, index) => part !== other[index]);
  return differs < 0 || (number[differs] ?? 0) > (other[differs] ?? 0);
}

interface Reading {
  /** What has to be the same. */
  readonly kind: string;
  /** What may grow: each number by its parts. */
  readonly counted: readonly (readonly number[])[];
}

/** Lines never change, and a view folds the same ones again with every line that comes. */
const readings = new WeakMap<LogLine, Reading>();

function readingOf(line: LogLine): Reading {
  const known = readings.get(line);
  if (known) return known;
  const { level, logger, phase, code, subject, message } = line;
  const isInfo = level === "info";
  const shape = isInfo ? messageShape(message) : message;
  const kind = [level, logger, phase ?? "", code ?? "", subject?.symbol ?? "", shape].join("\n");
  const reading = { kind, counted: isInfo ? (message.match(NUMBER) ?? []).map(partsOf) : [] };
  readings.set(line, reading);
  return reading;
}

/** "2025-03-14" as 2025, 3, 14; "1,254" as 1254; "5/254" as 5, 254. */
function partsOf(number: string): number[] {
  const plain = number.replace("−", "-").replace("%", "").replaceAll(GROUP_SEPARATORS, "");
  // A dot alone between digits is a decimal point, unless there are more of them: a date, or a version.
  const between = /\..*\./.test(plain) ? /(?<=\d)\D+/ : /(?<=\d)(?!\.\d)\D+/;
  return plain.split(between).map(Number);
}

/** What folded lines say: the last message, where its numbers differ from the first with both, "5/254 … 142/254". */
export function spanOf(first: string, last: string): string {
  const numbers = first.match(NUMBER) ?? [];
  let at = -1;
  return last.replace(NUMBER, (number) => {
    at += 1;
    const begin = numbers[at];
    return begin === undefined || begin === number ? number : `${begin} … ${number}`;
  });
}
