import { SECTOR_ERRORS, type SectorErrorCode } from "./error-codes.ts";
import type { WeightColumn } from "./weights-header.ts";

/** One thing wrong with a file of sector weights. */
export interface SectorProblem {
  /** Physical line in the file, from 1; null when it concerns the file as a whole. */
  readonly row: number | null;
  readonly column: WeightColumn | null;
  readonly code: SectorErrorCode;
  readonly message: string;
  /** The text found there, shortened; null when there is none. */
  readonly value: string | null;
}

const LONGEST_VALUE = 100;

/** A problem with the catalogue's message, unless `details` says it more exactly. */
export function sectorProblem(
  code: SectorErrorCode,
  details: Partial<Omit<SectorProblem, "code">> = {},
): SectorProblem {
  const { row = null, column = null, value, message = SECTOR_ERRORS[code].message } = details;
  return { row, column, code, message, value: value ? shorten(value) : null };
}

const shorten = (text: string) =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE).toWellFormed()}…` : text;
