/** A file's text by physical line, and the same with plain newlines as bytes, so that parsing can begin at any line without a copy. */
export interface CsvSource {
  lines: string[];
  bytes: Uint8Array;
  /** Byte offset at which each line begins. */
  starts: number[];
}

const NEWLINE = 10;

/** The physical lines of a text, whichever line ends it uses. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Prepares a text for reading. */
export function toCsvSource(text: string): CsvSource {
  return sourceOf(linesOf(text));
}

/** Prepares lines for reading. */
export function sourceOf(lines: string[]): CsvSource {
  const bytes = new TextEncoder().encode(lines.join("\n"));
  const starts = [0];
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) starts.push(at + 1);
  return { lines, bytes, starts };
}

/** Index of the line that holds a byte offset. */
export function lineAt({ starts }: CsvSource, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** True for lines that are neither header nor data. */
export function isBlankOrComment(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}
