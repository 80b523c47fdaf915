import { dateFault } from "./date-rule.ts";
import { priceCell } from "./price-cell.ts";
import { type PriceFileProblem, priceFileProblem } from "./price-file-problem.ts";
import { type PriceRow, priceRows } from "./price-rows.ts";
import { priceSymbol, symbolKey } from "./price-symbol.ts";

/** A split (new shares per old) or dividend (money per share as traded) on its ex-date. */
export interface ListedAction {
  readonly symbol: string;
  readonly date: string;
  readonly kind: "split" | "dividend";
  readonly value: number;
}

export interface ActionTable {
  readonly actions: readonly ListedAction[];
  /** Every problem of the table; with any of them it is not to be used. */
  readonly problems: readonly PriceFileProblem[];
}

const COLUMNS = ["symbol", "date", "kind", "value"] as const;
type Column = (typeof COLUMNS)[number];

/** A row of the table as read; null where a cell does not fit. */
interface ActionRow {
  readonly line: number;
  readonly action: ListedAction | null;
  readonly problems: readonly PriceFileProblem[];
}

/** Whether a file among price files is their table of splits and dividends. */
export function isActionTable(file: string): boolean {
  return file.toLowerCase() === "actions.csv";
}

/** Reads a table of splits and dividends: columns symbol, date, kind and value in any order. */
export function readActionTable(file: string, text: string): ActionTable {
  const read = priceRows(file, text);
  if ("problem" in read) return { actions: [], problems: [read.problem] };
  const [header, ...rows] = read.rows;
  const names = header?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0)
    return { actions: [], problems: missing.map((column) => missingColumn(file, column, header)) };
  const found = rows.filter(({ cells }) => cells.some((cell) => cell !== "")).map((row) => readRow(file, names, row));
  const problems = [...found.flatMap((row) => row.problems), ...repeats(file, found)];
  return { actions: found.flatMap(({ action }) => action ?? []), problems };
}

function missingColumn(file: string, column: Column, header: PriceRow | undefined): PriceFileProblem {
  const message = `The column ${column} is missing`;
  return priceFileProblem(file, "ERR_PRICE_009", { row: header?.line ?? null, column, message });
}

function readRow(file: string, names: readonly string[], { line, cells }: PriceRow): ActionRow {
  const problems: PriceFileProblem[] = [];
  const text = (column: Column) => cells[names.indexOf(column)] ?? "";
  const symbol = priceSymbol(text("symbol"));
  const report = (column: Column, message: string) => {
    problems.push(priceFileProblem(file, "ERR_PRICE_009", { row: line, column, symbol, message, value: text(column) }));
  };
  if (symbol === null) report("symbol", text("symbol") === "" ? "The symbol is missing" : "This is not a symbol");
  const date = text("date");
  if (dateFault(date) !== null) report("date", "The date is not a date, written as YYYY-MM-DD");
  const kind = (["split", "dividend"] as const).find((known) => known === text("kind").toLowerCase());
  if (!kind) report("kind", "The kind is neither split nor dividend");
  const { value } = priceCell(text("value"), false);
  if (value === null) report("value", "The value is not a number above zero");
  const isWhole = problems.length === 0 && symbol !== null && kind !== undefined && value !== null;
  return { line, action: isWhole ? { symbol, date, kind, value } : null, problems };
}

/** One of a kind, symbol and date: whether a second one was meant to be added or slipped in, only its owner knows. */
function repeats(file: string, rows: readonly ActionRow[]): PriceFileProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, action }) => {
    if (!action) return [];
    const { symbol, date, kind } = action;
    const key = `${symbolKey(symbol)} ${date} ${kind}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, line);
      return [];
    }
    const message = `Line ${before} has a ${kind} of ${symbol} on ${date} already; make one of the two`;
    return [priceFileProblem(file, "ERR_PRICE_009", { row: line, column: "date", symbol, message, value: date })];
  });
}
