import type { ErrorText } from "#lib/portfolio-import/error-codes.ts";

/** What can be wrong with a file of index sector weights: code → short message and the fix in words. */
export const SECTOR_ERRORS = {
  ERR_SECTOR_001: { message: "The file has no weights", fix: "Add one row per sector under the header row." },
  ERR_SECTOR_002: { message: "The file is not CSV text", fix: "Save the sheet as CSV (UTF-8) and choose that file." },
  ERR_SECTOR_003: { message: "The file is too large", fix: "Leave out dates and columns that are not needed." },
  ERR_SECTOR_004: {
    message: "A required column is missing",
    fix: "Make the first row sector,weight_pct,as_of; source may follow.",
  },
  ERR_SECTOR_005: {
    message: "The row is malformed",
    fix: "Check the quotation marks and the number of cells in this row.",
  },
  ERR_SECTOR_006: {
    message: "The sector is none of the eleven",
    fix: "Use a GICS sector such as Information Technology, or a provider's name for it.",
  },
  ERR_SECTOR_007: {
    message: "The weight is not a number from 0 to 100",
    fix: "Write it in per cent, like 34.6.",
  },
  ERR_SECTOR_008: { message: "The date is not a date", fix: "Write it as YYYY-MM-DD, from 1990-01-02 up to today." },
  ERR_SECTOR_009: { message: "The sector appears twice on its date", fix: "Keep one of the rows." },
  ERR_SECTOR_010: { message: "The date lacks a sector", fix: "Add its row, with 0 where the index holds none of it." },
  ERR_SECTOR_011: {
    message: "The weights of the date do not add up to 100",
    fix: "Check the weights of this date; they may be off by half a point through rounding.",
  },
  ERR_SECTOR_012: { message: "The source is longer than 300 characters", fix: "Shorten it." },
  ERR_SECTOR_013: {
    message: "The file of sector weights is missing",
    fix: "Send it as text/csv, or as the form's file.",
  },
  ERR_SECTOR_014: {
    message: "The file of sector weights has problems",
    fix: "Correct the rows listed and upload it again; nothing was changed.",
  },
  ERR_SECTOR_015: { message: "There are no weights of this date", fix: "Ask for the dates there are." },
} satisfies Record<string, ErrorText>;

export type SectorErrorCode = keyof typeof SECTOR_ERRORS;
