import { EARLIEST_DATE, readDate } from "#lib/portfolio-import/calendar-date.ts";
import { type GicsSector, gicsSector } from "#lib/sectors.ts";
import type { SectorErrorCode } from "./error-codes.ts";
import { type SectorProblem, sectorProblem } from "./sector-problem.ts";
import type { WeightColumn } from "./weights-header.ts";

/** A row as far as it could be read. */
export interface WeightRow {
  /** Physical line in the file, from 1. */
  readonly row: number;
  readonly asOf: string | null;
  readonly sector: GicsSector | null;
  /** 0–100. */
  readonly percent: number | null;
  readonly source: string | null;
  readonly problems: readonly SectorProblem[];
}

const LONGEST_SOURCE = 300;
const PERCENT = /^(?:\d{1,3}(?:\.\d*)?|\.\d+)\s*%?$/;

/** Reads the cells of one row. `today` is the last date there can be weights of. */
export function readWeightRow(row: number, cellOf: (column: WeightColumn) => string, today: string): WeightRow {
  const problems: SectorProblem[] = [];
  const report = (column: WeightColumn, code: SectorErrorCode, message?: string) => {
    const details = { row, column, value: cellOf(column) };
    problems.push(sectorProblem(code, message === undefined ? details : { ...details, message }));
  };
  const sector = gicsSector(cellOf("sector"));
  if (sector === null) report("sector", "ERR_SECTOR_006", cellOf("sector") ? undefined : "The sector is missing");
  const percent = percentOf(cellOf("weight_pct"));
  if (percent === null) {
    report("weight_pct", "ERR_SECTOR_007", cellOf("weight_pct") ? undefined : "The weight is missing");
  }
  const asOf = readDate(cellOf("as_of"));
  const misdated = whyNoDate(cellOf("as_of"), asOf, today);
  if (misdated !== null) report("as_of", "ERR_SECTOR_008", misdated);
  const source = cellOf("source") || null;
  if (source !== null && source.length > LONGEST_SOURCE) report("source", "ERR_SECTOR_012");
  return { row, asOf: misdated === null ? asOf : null, sector, percent, source, problems };
}

function percentOf(text: string): number | null {
  const percent = PERCENT.test(text) ? Number.parseFloat(text) : null;
  return percent !== null && percent <= 100 ? percent : null;
}

function whyNoDate(text: string, date: string | null, today: string): string | null {
  if (text === "") return "The date is missing";
  if (date === null) return "The date is not a date";
  if (date > today) return "The date is in the future";
  return date < EARLIEST_DATE ? `The date is before ${EARLIEST_DATE}` : null;
}
