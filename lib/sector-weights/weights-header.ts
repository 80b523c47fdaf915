import { type CsvRecord, type Delimiter, readRecords } from "#lib/portfolio-import/csv-records.ts";
import { type CsvSource, isBlankOrComment } from "#lib/portfolio-import/csv-source.ts";

const COLUMNS = ["sector", "weight_pct", "as_of", "source"] as const;
const OPTIONAL: WeightColumn = "source";
const DELIMITERS: readonly Delimiter[] = [",", ";", "\t"];

export type WeightColumn = (typeof COLUMNS)[number];

export interface WeightsHeader {
  readonly row: number;
  readonly delimiter: Delimiter;
  /** Where each known column stands in a record; of a repeated one the first place. */
  readonly positions: ReadonlyMap<WeightColumn, number>;
  /** Required columns that it has not. */
  readonly missing: readonly WeightColumn[];
  /** Index of the first line after the header. */
  readonly nextLine: number;
}

/** The first record that is neither blank nor a comment, read with whichever separator makes the most columns of it. */
export function readWeightsHeader(source: CsvSource): WeightsHeader | null {
  const first = source.lines.findIndex((line) => !isBlankOrComment(line));
  const candidates = DELIMITERS.flatMap((delimiter) => {
    const [record] = readRecords(source, { from: Math.max(0, first), delimiter, limit: 1 }).records;
    return record ? [headerOf(record, delimiter)] : [];
  });
  return candidates.toSorted((a, b) => b.positions.size - a.positions.size)[0] ?? null;
}

function headerOf({ row, lastRow, cells }: CsvRecord, delimiter: Delimiter): WeightsHeader {
  const names = cells.map(comparable);
  const found = COLUMNS.flatMap((column) => {
    const at = names.indexOf(comparable(column));
    return at < 0 ? [] : [[column, at] as const];
  });
  const positions = new Map(found);
  const missing = COLUMNS.filter((column) => column !== OPTIONAL && !positions.has(column));
  return { row, delimiter, positions, missing, nextLine: lastRow };
}

const comparable = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
