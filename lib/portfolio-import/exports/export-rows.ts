import { readDate } from "../calendar-date.ts";
import type { CsvRecord } from "../csv-records.ts";
import type { PreviewRow } from "../row-cells.ts";
import type { SkippedRow } from "../skipped-row.ts";
import { isTicker } from "../ticker.ts";
import { isTotalsLabel } from "../trailing-totals.ts";
import { readExportDate } from "./export-date.ts";
import { type FieldPlaces, readExportRow } from "./export-row.ts";
import { takenOf } from "./lots.ts";
import { plainHeader } from "./source-fields.ts";

/** How the records after the header are to be read. */
export interface ExportShape {
  /** The header's cells; empty where the file has none. */
  readonly headers: readonly string[];
  readonly places: FieldPlaces;
  /** The only account whose rows are taken; null for all of them. */
  readonly account: string | null;
  /** What stands by itself in the last line above the header; null for nothing. */
  readonly title: string | null;
}

export interface ExportRows {
  readonly rows: readonly PreviewRow[];
  readonly skipped: readonly SkippedRow[];
  /** The records that the rows were read of, by line. */
  readonly records: ReadonlyMap<number, CsvRecord>;
  /** What a share of each line's position was worth when the file was made, where it says so. */
  readonly lastPrices: ReadonlyMap<number, string>;
  /** The accounts that the rows belong to, in the order of the file. */
  readonly accounts: readonly string[];
}

const DISCRIMINATORS = ["datadiscriminator", "levelofdetail"];
const REPEATED_NAMES = 3;

/** Reads the records after the header of a file that is not the template: each becomes a row or is left out with a reason. */
export function readExportRows(records: readonly CsvRecord[], shape: ExportShape): ExportRows {
  const names = shape.headers.map(plainHeader);
  const outside = outsideOf(shape.headers, names);
  const groups: { whole: PreviewRow; lots: PreviewRow[] }[] = [];
  const skipped: SkippedRow[] = [];
  const accounts = new Set<string>();
  const kept = new Map<number, CsvRecord>();
  const lastPrices = new Map<number, string>();
  const discriminator = names.findIndex((name) => DISCRIMINATORS.includes(name));
  const isLotOf = lotRule(shape, discriminator);
  const accountOf = accountRule(records, shape, names);
  let hasEnded = false;
  for (const record of records) {
    hasEnded = startsAnotherTable(record, names) || (hasEnded && !isHeaderAgain(record, names));
    const isTotals = isTotalsLabel(record.cells[discriminator] ?? "");
    const reason = hasEnded ? "Another table of the file" : (outside(record) ?? (isTotals ? "Totals row" : null));
    if (reason !== null) {
      skipped.push({ row: record.row, reason });
      continue;
    }
    const parent = groups.at(-1);
    const lot = isLotOf(record, parent?.whole ?? null);
    const read = readExportRow(lot?.record ?? record, shape.places);
    const account = accountOf(record);
    if ("cells" in read && account !== "") accounts.add(account);
    if ("skipped" in read) skipped.push({ row: record.row, reason: read.skipped });
    else if (shape.account !== null && account !== shape.account)
      skipped.push({ row: record.row, reason: `Of another account (${account || "none named"})` });
    else {
      kept.set(record.row, record);
      if (read.lastPrice !== null) lastPrices.set(record.row, read.lastPrice);
      const cells = lot?.date ? { ...read.cells, "Entry Date": lot.date } : read.cells;
      if (lot && parent?.whole.cells.Symbol === cells.Symbol) parent.lots.push({ row: record.row, cells });
      else groups.push({ whole: { row: record.row, cells }, lots: [] });
    }
  }
  const taken = groups.map(takenOf);
  return {
    rows: taken.flatMap((group) => group.taken),
    skipped: [...skipped, ...taken.flatMap(({ left }) => left)].sort((a, b) => a.row - b.row),
    ...{ records: kept, lastPrices },
    accounts: [...accounts],
  };
}

/** Why a record does not belong to the table, where the file has parts or repeats its header; null for one that does. */
function outsideOf(headers: readonly string[], names: readonly string[]): (record: CsvRecord) => string | null {
  const [first = "", second = ""] = headers;
  if (names[1] === "header")
    return ({ cells }) => (cells[0] === first && /^data$/i.test(cells[1] ?? "") ? null : "Another part of the file");
  if (names[0] === "header")
    return ({ cells }) => (/^data$/i.test(cells[0] ?? "") && cells[1] === second ? null : "Another part of the file");
  return (record) => (isHeaderAgain(record, names) ? "The header again" : null);
}

function isHeaderAgain({ cells }: Pick<CsvRecord, "cells">, names: readonly string[]): boolean {
  return (
    names.length > 0 &&
    cells.length === names.length &&
    names.every((name, at) => plainHeader(cells[at] ?? "") === name)
  );
}

/** As many characters of an account's name as a mapping may hold. */
const LONGEST_ACCOUNT = 200;

/**
 * The account that a record belongs to: as a column says, else the title above its header where the header is repeated
 * under titles. Empty where the file has one account only, or does not say.
 */
function accountRule(
  records: readonly CsvRecord[],
  { places, title }: ExportShape,
  names: readonly string[],
): (record: CsvRecord) => string {
  const at = places.get("Account");
  if (at !== undefined) return ({ cells }) => (cells[at] ?? "").slice(0, LONGEST_ACCOUNT);
  if (!records.some((record) => isHeaderAgain(record, names))) return () => "";
  const titles = new Map<CsvRecord, string>();
  let current = title ?? "";
  let above = current;
  for (const record of records) {
    if (isHeaderAgain(record, names)) current = above;
    const [only = "", ...others] = record.cells.filter((text) => text !== "");
    if (only !== "" && others.length === 0) above = only;
    titles.set(record, current.slice(0, LONGEST_ACCOUNT));
  }
  return (record) => titles.get(record) ?? "";
}

/** Whether a record is the header of a table with other columns, such as the transactions below the holdings. */
function startsAnotherTable({ cells }: CsvRecord, names: readonly string[]): boolean {
  if (names[0] === "header" || names[1] === "header") return false;
  if (isHeaderAgain({ cells }, names)) return false;
  return cells.map(plainHeader).filter((name) => name !== "" && names.includes(name)).length >= REPEATED_NAMES;
}

type LotRule = (record: CsvRecord, whole: PreviewRow | null) => { record: CsvRecord; date: string | null } | null;

/** Lots stand under their position: named so in a column of their own, or with the day of purchase in place of the symbol. */
function lotRule({ places }: ExportShape, discriminator: number): LotRule {
  const symbolAt = places.get("Symbol") ?? -1;
  return (record, whole) => {
    if (discriminator >= 0) return /^lot/i.test(record.cells[discriminator] ?? "") ? { record, date: null } : null;
    const text = record.cells[symbolAt] ?? "";
    // Letters of a ticker may read as a day; a day of digits and dashes would pass for a ticker.
    const date = readDate(text) ?? (isTicker(text.toUpperCase()) ? null : readExportDate(text));
    if (date === null || whole === null) return null;
    return { record: { ...record, cells: record.cells.with(symbolAt, whole.cells.Symbol) }, date };
  };
}
