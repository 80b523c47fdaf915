import { type CsvRecord, type Delimiter, readHeaderRecord } from "../csv-records.ts";
import { type CsvSource, isBlankOrComment } from "../csv-source.ts";
import type { PreviewRow } from "../row-cells.ts";
import type { SkippedRow } from "../skipped-row.ts";
import { brokerOf } from "./brokers.ts";
import { type ExportRow, type FieldPlaces, readExportRow } from "./export-row.ts";
import type { FileLayout } from "./find-layout.ts";
import { plainHeader, type SourceField } from "./source-fields.ts";

/** What is held by parts of a broker's file that stand beside the table of its positions. */
export interface PartsBeside {
  readonly rows: readonly PreviewRow[];
  readonly skipped: readonly SkippedRow[];
  readonly lastPrices: ReadonlyMap<number, string>;
  readonly accounts: readonly string[];
}

/** A line of such a part, read. */
interface LineBeside {
  readonly row: number;
  readonly account: string;
  readonly read: ExportRow;
}

/** A file of which only the lines above the positions' header, or all, are looked at. */
interface Parts {
  readonly source: CsvSource;
  readonly layout: FileLayout;
  readonly delimiter: Delimiter;
}

const PARTS: Readonly<Record<string, (parts: Parts) => readonly LineBeside[]>> = {
  "ib-statement": cashReport,
  vanguard: fundTable,
};

/** Reads the parts beside the positions: the money of a statement of Interactive Brokers, and the funds of an older Vanguard file. */
export function readPartsBeside(source: CsvSource, found: Omit<Parts, "source">): PartsBeside {
  const broker = brokerOf(found.layout.headers)?.broker.id ?? "";
  const lines = PARTS[broker]?.({ source, ...found }) ?? [];
  const wanted = found.layout.mapping.account ?? null;
  const rows: PreviewRow[] = [];
  const skipped: SkippedRow[] = [];
  const lastPrices = new Map<number, string>();
  const accounts = new Set<string>();
  for (const { row, account, read } of lines) {
    if ("cells" in read && account !== "") accounts.add(account);
    if ("skipped" in read) skipped.push({ row, reason: read.skipped });
    else if (wanted !== null && account !== wanted)
      skipped.push({ row, reason: `Of another account (${account || "none named"})` });
    else {
      rows.push({ row, cells: read.cells });
      if (read.lastPrice !== null) lastPrices.set(row, read.lastPrice);
    }
  }
  return { rows, skipped, lastPrices, accounts: [...accounts] };
}

const CASH_REPORT = /^"?cash report"?[,;\t]/i;
const BASE_SUMMARY = /^base currency summary$/i;
const CASH_PLACES: FieldPlaces = new Map<SourceField, number>([
  ["Symbol", 0],
  ["Quantity", 1],
  ["Currency", 2],
  ["Asset Type", 3],
]);

/** The money at the end of the period by currency; the sum of all of them only where none is told by itself. */
function cashReport({ source, delimiter }: Parts): LineBeside[] {
  let names: readonly string[] = [];
  const balances: { row: number; currency: string; total: string; account: string }[] = [];
  for (const { row, cells } of recordsOf(source, delimiter, CASH_REPORT)) {
    if (/^header$/i.test(cells[1] ?? "")) names = cells.map(plainHeader);
    if (!/^data$/i.test(cells[1] ?? "") || !/^ending cash$/i.test(cellOf(cells, names, "currencysummary"))) continue;
    const [currency, total] = [cellOf(cells, names, "currency"), cellOf(cells, names, "total")];
    balances.push({ row, currency, total, account: cellOf(cells, names, "account") });
  }
  const isTold = balances.some(({ currency }) => !BASE_SUMMARY.test(currency));
  return balances.map(({ row, currency, total, account }) => {
    const isSum = BASE_SUMMARY.test(currency);
    if (isSum && isTold) return { row, account, read: { skipped: "The sum of the cash of every currency" } };
    const cells = ["CASH", total, isSum ? baseCurrency(source, delimiter) : currency, "Cash"];
    return { row, account, read: readExportRow({ row, lastRow: row, cells }, CASH_PLACES) };
  });
}

function baseCurrency(source: CsvSource, delimiter: Delimiter): string {
  const facts = recordsOf(source, delimiter, /^"?account information"?[,;\t]/i);
  return facts.find(({ cells }) => /^base currency$/i.test(cells[2] ?? ""))?.cells[3] ?? "";
}

const FUND_PLACES: Readonly<Record<string, SourceField>> = {
  fundaccountnumber: "Account",
  fundname: "Description",
  shares: "Quantity",
  price: "Last Price",
  totalvalue: "Market Value",
};

/** The funds above the holdings, which have a name but no ticker: it stands in place of one, to be put right. */
function fundTable({ source, layout, delimiter }: Parts): LineBeside[] {
  const above = { ...source, lines: source.lines.slice(0, (layout.mapping.headerRow ?? 1) - 1) };
  let places: Map<SourceField, number> | null = null;
  return recordsOf(above, delimiter, /./).flatMap((record): LineBeside[] => {
    const { row, cells } = record;
    if (plainHeader(cells[0] ?? "") === "fundaccountnumber") {
      places = new Map(cells.flatMap((name, at) => placeOf(name, at)));
      return [];
    }
    if (places === null) return [];
    const read = readExportRow(record, places);
    const account = cells[places.get("Account") ?? -1] ?? "";
    if ("skipped" in read || read.cells.Symbol !== "") return [{ row, account, read }];
    const name = cells[places.get("Description") ?? -1] ?? "";
    return [{ row, account, read: { ...read, cells: { ...read.cells, Symbol: name } } }];
  });
}

function placeOf(name: string, at: number): [SourceField, number][] {
  const field = FUND_PLACES[plainHeader(name)];
  return field === undefined ? [] : [[field, at]];
}

function cellOf(cells: readonly string[], names: readonly string[], name: string): string {
  return cells[names.indexOf(name)] ?? "";
}

/** The records of the lines that look so, one each. */
function recordsOf(source: CsvSource, delimiter: Delimiter, look: RegExp): CsvRecord[] {
  return source.lines.flatMap((line, at) => {
    if (isBlankOrComment(line) || !look.test(line)) return [];
    const record = readHeaderRecord(source, at, delimiter);
    return record?.row === at + 1 ? [record] : [];
  });
}
