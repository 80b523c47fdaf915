import { type CellSpan, cellSpans } from "./cell-spans.ts";
import type { PositionColumn } from "./columns.ts";
import { type CsvHeader, readHeader } from "./csv-header.ts";
import { type CsvRecord, readRecords } from "./csv-records.ts";
import { toCsvSource } from "./csv-source.ts";
import { readFileText } from "./file-text.ts";
import { readOccSymbol, rootOf } from "./occ-symbol.ts";

/** One symbol written in place of another in the positions of some lines. Both are tickers in upper case. */
export interface SymbolReplacement {
  readonly from: string;
  readonly to: string;
  /** Physical lines, from 1. */
  readonly rows: readonly number[];
}

interface Edit extends CellSpan {
  readonly text: string;
}

/**
 * The same file with the symbol of those lines replaced: the Symbol, an option's underlying and the root of its OCC
 * symbol. Everything else stays as it is, to the byte: other cells, quotation marks, blanks, separators, line ends and
 * byte order mark. A file that cannot be read stays as it is too.
 */
export function replaceSymbol(bytes: Uint8Array, replacement: SymbolReplacement): Uint8Array<ArrayBuffer> {
  const file = readFileText(bytes);
  const header = "text" in file ? readHeader(toCsvSource(file.text)).header : null;
  if (!("text" in file) || !header) return new Uint8Array(bytes);
  const edits = editsOf(file.text, header, replacement);
  const whole = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const mark = whole.slice(0, whole.length - file.text.length);
  return new TextEncoder().encode(mark + edited(file.text, edits));
}

function editsOf(text: string, header: CsvHeader, replacement: SymbolReplacement): Edit[] {
  const source = toCsvSource(text);
  const { delimiter, nextLine: from } = header;
  const { records } = readRecords(source, { from, delimiter, limit: source.lines.length });
  const wanted = new Set(replacement.rows);
  const starts = lineStarts(text);
  return records
    .filter(({ row }) => wanted.has(row))
    .flatMap((record) => {
      const start = starts[record.row - 1] ?? 0;
      const end = (starts[record.lastRow - 1] ?? 0) + (source.lines[record.lastRow - 1]?.length ?? 0);
      const written = text.slice(start, end);
      const spans = cellSpans(written, delimiter);
      return [...renamed(record, header, replacement)].flatMap(([column, value]) => {
        const index = header.positions.get(column) ?? -1;
        const span = spans[index];
        // Nothing is written where the cell that was read does not stand.
        if (!span || written.slice(span.start, span.end) !== record.cells[index]) return [];
        return [{ start: start + span.start, end: start + span.end, text: value }];
      });
    });
}

/** What is to stand in the cells of one record that name the symbol. */
function renamed({ cells }: CsvRecord, { positions }: CsvHeader, { from, to }: SymbolReplacement) {
  const cell = (column: PositionColumn) => (cells[positions.get(column) ?? -1] ?? "").toUpperCase();
  const [symbol, underlying] = [cell("Symbol"), cell("Underlying Symbol")];
  const contract = readOccSymbol(symbol);
  const values = new Map<PositionColumn, string>();
  if (symbol === from) values.set("Symbol", to);
  if (underlying === from) values.set("Underlying Symbol", to);
  const [before, after] = [rootOf(from), rootOf(to)];
  if (contract && before !== "" && after !== "" && contract.root.startsWith(before)) {
    values.set("Symbol", withRoot(symbol, contract.root, after + contract.root.slice(before.length)));
    // The root alone would be taken for the underlying's ticker.
    if (underlying === "" && after !== to) values.set("Underlying Symbol", to);
  }
  return values;
}

/** An OCC symbol under another root, padded if it was. */
function withRoot(occ: string, root: string, other: string): string {
  const rest = occ.slice(root.length);
  return rest.startsWith(" ") ? other.padEnd(6) + rest.trimStart() : other + rest;
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let done = 0;
  for (const { start, end, text: value } of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(done, start) + value;
    done = end;
  }
  return result + text.slice(done);
}
