import type { LogLine } from "./state.ts";

/** Lines that a view shows as one: indexes of the first and the last, both included. A line of its own is its own fold. */
export interface LogFold {
  readonly from: number;
  readonly to: number;
}

/** Fewer than this in a row are shown as they are. */
const FEWEST_FOLDED = 3;

// A date or a number with its sign, separators, decimals and per cent sign.
const NUMBER = /[-−+]?\p{Nd}[\p{Nd}.,:/'’ -]*(?<=\p{Nd})%?/gu;
// Capitals as symbols are written: AAPL, BRK.B, ^VIX, EURUSD=X. Numbers within have been replaced by then.
const SYMBOL = /(?<![\p{L}\p{N}])\^?[A-Z][A-Z#]{0,11}(?:[.=-][A-Z#]{1,4})?(?![\p{L}\p{N}])/gu;

/** What of an informing message stays the same from line to line: its numbers as "#", its symbols as "$". */
export function messageShape(message: string): string {
  return message.replace(NUMBER, "#").replace(SYMBOL, "$");
}

/**
 * Repeats folded. Three or more lines in a row are one fold when level, logger, phase and code are the same and their
 * messages are equal but for numbers and symbols. Of a warning or an error every difference matters but the symbol it is
 * about: only what is the same of each of them folds.
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
  for (let next = lines[from + 1]; next && isAlike(lines[from], next); next = lines[to + 1]) to += 1;
  return to;
}

function isAlike(first: LogLine | undefined, line: LogLine): boolean {
  return first !== undefined && kindOf(first) === kindOf(line);
}

function withoutSubject({ message, subject }: LogLine): string {
  return subject?.symbol ? message.replaceAll(subject.symbol, "$") : message;
}

/** Lines never change, and a view folds the same ones again with every line that comes. */
const kinds = new WeakMap<LogLine, string>();

function kindOf(line: LogLine): string {
  const known = kinds.get(line);
  if (known !== undefined) return known;
  const { level, logger, phase, code, message } = line;
  const shape = level === "info" ? messageShape(message) : withoutSubject(line);
  const kind = [level, logger, phase ?? "", code ?? "", shape].join("\n");
  kinds.set(line, kind);
  return kind;
}
