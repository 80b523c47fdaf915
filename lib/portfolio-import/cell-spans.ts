/** Where a cell's text stands in its record, without quotation marks and the blanks around it. */
export interface CellSpan {
  readonly start: number;
  readonly end: number;
}

const BLANK = /\s/;

/** The cells of one record as it is written; quotation marks are those of a record that could be read. */
export function cellSpans(record: string, delimiter: string): CellSpan[] {
  const spans: CellSpan[] = [];
  let at = 0;
  do {
    const { span, next } = readCell(record, at, delimiter);
    spans.push(span);
    at = next + 1;
  } while (at <= record.length);
  return spans;
}

/** One cell from `from`, and the place of the delimiter after it, or of the record's end. */
function readCell(record: string, from: number, delimiter: string): { span: CellSpan; next: number } {
  const isBlank = (at: number) => BLANK.test(record.charAt(at)) && record[at] !== delimiter;
  let start = from;
  while (isBlank(start)) start += 1;
  const quoted = record[start] === '"';
  const close = quoted ? closingQuote(record, start) : start;
  const found = record.indexOf(delimiter, close);
  const next = found < 0 ? record.length : found;
  return { span: trimmed(record, quoted ? { start: start + 1, end: close } : { start, end: next }), next };
}

/** A doubled quotation mark is one of the text. */
function closingQuote(record: string, opening: number): number {
  let at = record.indexOf('"', opening + 1);
  while (at >= 0 && record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at < 0 ? record.length : at;
}

function trimmed(record: string, { start, end }: CellSpan): CellSpan {
  const text = record.slice(start, end);
  const first = start + text.length - text.trimStart().length;
  return { start: first, end: Math.max(first, start + text.trimEnd().length) };
}
