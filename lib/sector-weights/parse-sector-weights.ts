import { type CsvRecord, readRecords } from "#lib/portfolio-import/csv-records.ts";
import { type CsvSource, toCsvSource } from "#lib/portfolio-import/csv-source.ts";
import type { ErrorCode } from "#lib/portfolio-import/error-codes.ts";
import { readFileText } from "#lib/portfolio-import/file-text.ts";
import type { GicsSector } from "#lib/sectors.ts";
import type { SectorErrorCode } from "./error-codes.ts";
import { MAX_WEIGHTS_BYTES } from "./largest-file.ts";
import { type SectorProblem, sectorProblem } from "./sector-problem.ts";
import { readWeightRow, type WeightRow } from "./weight-row.ts";
import { readWeightsHeader, type WeightColumn, type WeightsHeader } from "./weights-header.ts";
import { checkWholeDates } from "./whole-dates.ts";

/** A thousand dates of eleven sectors. */
const MAX_ROWS = 11_000;

export interface SectorWeightEntry {
  readonly asOf: string;
  readonly sector: GicsSector;
  /** 0–1, as published: those of a date add up to 1 ± 0.005. */
  readonly weight: number;
  /** Who published it; null where the file does not say. */
  readonly source: string | null;
}

export interface ParsedSectorWeights {
  /** All eleven weights of each date of the file, or none when it has any problem. */
  readonly weights: readonly SectorWeightEntry[];
  /** Every problem of the file, in the order of its lines; those of the whole file first. */
  readonly problems: readonly SectorProblem[];
}

/** What the shared reading of files finds, in the words for this file. */
const FILE_CODES: Partial<Record<ErrorCode, SectorErrorCode>> = {
  ERR_CSV_001: "ERR_SECTOR_003",
  ERR_CSV_003: "ERR_SECTOR_001",
};

/**
 * Reads a CSV of index sector weights: sector, weight_pct, as_of and, where known, source. All or nothing, and every
 * problem at once. Never throws on what a file contains. `today` is YYYY-MM-DD.
 */
export function parseSectorWeights(input: Uint8Array | string, { today }: { today: string }): ParsedSectorWeights {
  if (input.length > MAX_WEIGHTS_BYTES) return refused(sectorProblem("ERR_SECTOR_003"));
  const file = readFileText(input);
  if ("problem" in file) {
    const { code, row, message } = file.problem;
    const own = FILE_CODES[code];
    return refused(own ? sectorProblem(own) : sectorProblem("ERR_SECTOR_002", { row, message }));
  }
  const source = toCsvSource(file.text);
  const header = readWeightsHeader(source);
  if (header === null) return refused(sectorProblem("ERR_SECTOR_001"));
  if (header.missing.length > 0) return refused(...header.missing.map((column) => missingColumn(header, column)));
  return readRows(source, header, today);
}

function readRows(source: CsvSource, header: WeightsHeader, today: string): ParsedSectorWeights {
  const { nextLine: from, delimiter } = header;
  const { records, malformed } = readRecords(source, { from, delimiter, limit: MAX_ROWS + 1 });
  if (records.length > MAX_ROWS) {
    return refused(sectorProblem("ERR_SECTOR_003", { message: "The file has more than 11,000 rows" }));
  }
  const rows = records.map((record) => readRecord(record, header, today));
  const problems = [
    ...malformed.map(({ row, message }) => sectorProblem("ERR_SECTOR_005", { row, message })),
    ...rows.flatMap((row) => row.problems),
    ...(malformed.length > 0 ? [] : checkWholeDates(rows)),
    ...(records.length + malformed.length > 0 ? [] : [sectorProblem("ERR_SECTOR_001")]),
  ].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
  return { problems, weights: problems.length > 0 ? [] : rows.flatMap(entryOf) };
}

function readRecord({ row, cells }: CsvRecord, { positions }: WeightsHeader, today: string): WeightRow {
  return readWeightRow(row, (column) => cells[positions.get(column) ?? -1] ?? "", today);
}

function entryOf({ asOf, sector, percent, source }: WeightRow): SectorWeightEntry[] {
  if (asOf === null || sector === null || percent === null) return [];
  // 15 digits: the share as one writes it, 0.346 and not 34.6 / 100 = 0.34600000000000003.
  return [{ asOf, sector, weight: Number((percent / 100).toPrecision(15)), source }];
}

function missingColumn({ row }: WeightsHeader, column: WeightColumn): SectorProblem {
  return sectorProblem("ERR_SECTOR_004", { row, column, message: `The column ${column} is missing` });
}

const refused = (...problems: SectorProblem[]): ParsedSectorWeights => ({ weights: [], problems });
