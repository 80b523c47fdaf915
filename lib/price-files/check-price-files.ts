import { MAX_FILE_BYTES, readFileText } from "#lib/portfolio-import/file-text.ts";
import { isActionTable, readActionTable } from "./action-table.ts";
import { dateFault } from "./date-rule.ts";
import { namedProblems, type PriceFileProblem, priceFileProblem } from "./price-file-problem.ts";
import { type PriceBasis, type PriceLayout, priceLayout } from "./price-layout.ts";
import { priceRows } from "./price-rows.ts";
import { type DatedRow, type DateRule, datedRows, isEmptyFor, priceSeries } from "./price-series.ts";
import { symbolKey } from "./price-symbol.ts";
import { MAX_FILE_NAME, MAX_PRICE_BYTES, MAX_PRICE_FILES, MAX_SYMBOLS } from "./upload-limits.ts";

/** A file as it was chosen or sent. */
export interface OfferedPriceFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What is in a file: of a table of splits and dividends the actions' symbols and dates, else those with a price. */
export interface PriceFileSummary {
  readonly kind: "prices" | "actions";
  readonly symbols: readonly string[];
  /** First and last date; null where there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly bytes: number;
  /** Cells that are no price, which are left out. */
  readonly rejected: number;
}

export interface CheckedPriceFile {
  readonly name: string;
  /** Without its byte order mark; empty where it cannot be read. */
  readonly text: string;
  readonly summary: PriceFileSummary;
}

export interface CheckedPriceFiles {
  /** In the order they came in; none where they are too many or too large to be read. */
  readonly files: readonly CheckedPriceFile[];
  /** Every problem of every file; with any of them none is to be used. */
  readonly problems: readonly PriceFileProblem[];
}

/**
 * Reads the price files of an upload: one set of rules for the browser and the server, and every problem at once.
 * `dateRule` says which dates have no session. Cells that are no price are no problem; they are counted.
 */
export function checkPriceFiles(offered: readonly OfferedPriceFile[], dateRule: DateRule): CheckedPriceFiles {
  const unbounded = boundProblems(offered);
  if (unbounded.length > 0) return { files: [], problems: unbounded };
  const basis = offered.some(({ name }) => isActionTable(name)) ? "as traded" : "adjusted";
  const read = offered.map((file) => readFile(file, basis, dateRule));
  const problems = [...nameProblems(offered), ...read.flatMap((file) => file.problems), ...repeatedSymbols(read)];
  if (offered.length > 0 && offered.every(({ name }) => isActionTable(name))) {
    problems.push(
      priceFileProblem(null, "ERR_PRICE_011", { message: "There are splits and dividends, but no prices" }),
    );
  }
  return { files: read.map(({ checked }) => checked), problems };
}

/** Told by counts and sizes alone, before anything is read. */
function boundProblems(offered: readonly OfferedPriceFile[]): PriceFileProblem[] {
  const total = offered.reduce((sum, { content }) => sum + content.length, 0);
  const large = offered.filter(({ content }) => content.length > MAX_FILE_BYTES);
  const message = "The price files are larger than 20 MB together";
  return [
    ...(offered.length > MAX_PRICE_FILES ? [priceFileProblem(null, "ERR_PRICE_008")] : []),
    ...large.map(({ name }) => priceFileProblem(name, "ERR_PRICE_007")),
    ...(total > MAX_PRICE_BYTES && large.length === 0 ? [priceFileProblem(null, "ERR_PRICE_007", { message })] : []),
  ];
}

function nameProblems(offered: readonly OfferedPriceFile[]): PriceFileProblem[] {
  const seen = new Set<string>();
  return offered.flatMap(({ name }) => {
    const message = nameFault(name, seen);
    seen.add(name.toLowerCase());
    return message === null ? [] : [priceFileProblem(name, "ERR_PRICE_013", { message })];
  });
}

function nameFault(name: string, seen: ReadonlySet<string>): string | null {
  if (seen.has(name.toLowerCase())) return "Another file has the same name";
  if (name.trim() === "") return "The file has no name";
  return name.length > MAX_FILE_NAME ? "The file's name is longer than 200 characters" : null;
}

interface ReadFile {
  readonly checked: CheckedPriceFile;
  /** All symbols of its header, also those without a price. */
  readonly symbols: readonly string[];
  readonly problems: readonly PriceFileProblem[];
}

const NOTHING = { symbols: [], from: null, to: null, rejected: 0 };

function readFile({ name, content }: OfferedPriceFile, basis: PriceBasis, rule: DateRule): ReadFile {
  const kind = isActionTable(name) ? "actions" : "prices";
  const blank = { kind, bytes: content.length, ...NOTHING } as const;
  const refused = (problems: readonly PriceFileProblem[], text = ""): ReadFile => {
    return { checked: { name, text, summary: blank }, symbols: [], problems };
  };
  const file = readFileText(content);
  if ("problem" in file) return refused([unreadable(name, file.problem)]);
  const { text } = file;
  if (kind === "actions") return readActions({ name, text, summary: blank });
  const read = priceRows(name, text);
  if ("problem" in read) return refused([read.problem], text);
  const layout = priceLayout(name, read.rows[0]?.cells ?? [], basis);
  if ("code" in layout) return refused([layout], text);
  if (layout.symbols.length > MAX_SYMBOLS) return refused([priceFileProblem(name, "ERR_PRICE_014")], text);
  return readPrices({ name, text, summary: blank }, layout, datedRows(layout, read.rows, rule));
}

function unreadable(name: string, { code, message, row }: { code: string; message: string; row: number | null }) {
  const words = code === "ERR_CSV_003" ? "The file is empty" : message;
  return priceFileProblem(name, "ERR_PRICE_001", { message: words, row });
}

function readActions(checked: CheckedPriceFile): ReadFile {
  const { actions, problems } = readActionTable(checked.name, checked.text);
  const dates = actions.map(({ date }) => date).toSorted();
  const symbols = [...new Set(actions.map(({ symbol }) => symbol))].toSorted();
  const summary = { ...checked.summary, symbols, from: dates[0] ?? null, to: dates.at(-1) ?? null };
  return { checked: { ...checked, summary }, symbols: [], problems: namedProblems(problems) };
}

function readPrices(checked: CheckedPriceFile, layout: PriceLayout, rows: readonly DatedRow[]): ReadFile {
  const problems = namedProblems(badDates(checked.name, layout, rows));
  const priced: string[] = [];
  let [from, to, rejected]: [string | null, string | null, number] = [null, null, 0];
  // One symbol at a time: all series of a large file together would take many times its size.
  for (const columns of layout.symbols) {
    const series = priceSeries(layout, columns, rows);
    rejected += series.rejected.length;
    const [first, last] = [series.bars[0]?.date, series.bars.at(-1)?.date];
    if (first === undefined || last === undefined) continue;
    priced.push(columns.symbol);
    if (from === null || first < from) from = first;
    if (to === null || last > to) to = last;
  }
  if (priced.length === 0 && problems.length === 0) problems.push(priceFileProblem(checked.name, "ERR_PRICE_006"));
  const summary = { ...checked.summary, symbols: priced, from, to, rejected };
  return { checked: { ...checked, summary }, symbols: layout.symbols.map(({ symbol }) => symbol), problems };
}

/** A row that has prices but no date is lost whole; rows of notes without a price are nobody's loss. */
function badDates(file: string, layout: PriceLayout, rows: readonly DatedRow[]): PriceFileProblem[] {
  const column = layout.header[layout.date] ?? null;
  return rows.flatMap((row) => {
    if (dateFault(row.date) === null || layout.symbols.every((symbol) => isEmptyFor(symbol, row))) return [];
    const message = row.date === "" ? "The date is missing" : "The date is not a date";
    return [priceFileProblem(file, "ERR_PRICE_004", { row: row.line, column, message, value: row.date })];
  });
}

/** Told of the file that comes second, naming the first. */
function repeatedSymbols(files: readonly ReadFile[]): PriceFileProblem[] {
  const first = new Map<string, string>();
  return files.flatMap(({ checked: { name }, symbols }) => {
    const repeated = symbols.flatMap((symbol) => {
      const key = symbolKey(symbol);
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, name);
        return [];
      }
      const message = before === name ? `${symbol} is twice in this file` : `${symbol} is in ${before} as well`;
      return [priceFileProblem(name, "ERR_PRICE_005", { symbol, message })];
    });
    return namedProblems(repeated);
  });
}
