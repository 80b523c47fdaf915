import { presentSession } from "../nyse-calendar.ts";
import type { DailyAnswer, DailyFailure, DailyResult, PriceSource, RejectedCell } from "../price-source.ts";
import { PriceFolder, type PriceFolderView } from "./files/price-folder.ts";
import { PriceFolderError } from "./files/price-folder-error.ts";
import type { PriceSeries } from "./files/price-series.ts";

const NAMED_CELLS = 3;

/** A refused cell without a readable date belongs to every range. */
const concerns = ({ date }: RejectedCell, from: string, to: string) =>
  !/^\d{4}-\d{2}-\d{2}$/.test(date) || (date >= from && date <= to);

function refusals(rejected: readonly RejectedCell[]): string {
  const named = rejected.slice(0, NAMED_CELLS).map(({ place, value, reason }) => `${place} "${value}": ${reason}`);
  const more = rejected.length - named.length;
  return more > 0 ? `${named.join("; ")} and ${more} more` : named.join("; ");
}

function fromSeries(symbol: string, series: PriceSeries, from: string, to: string): DailyAnswer | DailyFailure {
  const bars = series.bars.filter(({ date }) => date >= from && date <= to);
  const rejected = series.rejected.filter((cell) => concerns(cell, from, to));
  if (bars.length > 0) return { symbol, bars, actions: [], ...(rejected.length > 0 ? { rejected } : {}) };
  if (rejected.length > 0) {
    return { symbol, code: "bad-data", reason: `no usable price from ${from} to ${to}: ${refusals(rejected)}` };
  }
  const [first, last] = [series.bars[0]?.date, series.bars.at(-1)?.date];
  const span = first && last ? `its file covers ${first} to ${last}` : "its file has no price";
  return { symbol, code: "no-data", reason: `no price from ${from} to ${to}; ${span}` };
}

async function dailyOf(
  view: PriceFolderView,
  symbol: string,
  from: string,
  to: string,
): Promise<DailyAnswer | DailyFailure> {
  const located = await view.locate(symbol);
  switch (located.kind) {
    case "series":
      return fromSeries(symbol, located.series, from, to);
    case "bad-file":
      return { symbol, code: "bad-file", reason: located.error.message };
    case "duplicate":
      return { symbol, code: "duplicate-symbol", reason: duplicateReason(located.files) };
    case "unknown":
      return {
        symbol,
        code: "unknown-symbol",
        reason: ["no file of the price folder has it", ...view.unreadable].join("; "),
      };
  }
}

function duplicateReason(files: readonly string[]): string {
  const distinct = [...new Set(files)];
  return distinct.length > 1
    ? `it is in more than one file: ${distinct.join(" and ")}`
    : `it is twice in ${distinct[0]}`;
}

async function dailyFrom(
  folder: PriceFolder,
  symbols: readonly string[],
  from: string,
  to: string,
  signal?: AbortSignal,
) {
  const view = await folder.view();
  const result: DailyResult = { answers: [], failures: [] };
  for (const symbol of symbols) {
    signal?.throwIfAborted();
    const one = await dailyOf(view, symbol, from, to);
    if ("bars" in one) result.answers.push(one);
    else result.failures.push(one);
  }
  return result;
}

function unavailable(symbols: readonly string[], { code, message }: PriceFolderError): DailyResult {
  return { answers: [], failures: symbols.map((symbol) => ({ symbol, code, reason: message })) };
}

async function lastCovered(folder: PriceFolder, symbols: readonly string[]): Promise<string | null> {
  const view = await folder.view();
  let covered: string | null = null;
  for (const symbol of symbols) {
    const located = await view.locate(symbol);
    const last = located.kind === "series" ? located.series.bars.at(-1)?.date : undefined;
    if (last && (covered === null || last < covered)) covered = last;
  }
  return covered;
}

/**
 * Prices from the CSV files of a folder, wide (Date and a column of closes per symbol) or one file per symbol
 * (date, open, high, low, close[, adj close], volume; named by the file after its last dash). Closes are taken as
 * adjusted, so no split or dividend is applied. It has no profiles and no statements.
 */
export function createPriceFiles(path: string): PriceSource {
  const folder = new PriceFolder(path);
  return {
    name: "files",
    label: "Price files",
    simulated: false,
    remote: false,
    capabilities: new Set(["daily"]),
    basis: "adjusted",
    attribution: "Prices from the operator's own files, taken as adjusted: no splits or dividends are applied",
    async daily(symbols, from, to, signal) {
      signal?.throwIfAborted();
      try {
        return await dailyFrom(folder, symbols, from, to, signal);
      } catch (error) {
        if (error instanceof PriceFolderError) return unavailable(symbols, error);
        throw error;
      }
    },
    async profile() {
      return null;
    },
    async fundamentals() {
      return null;
    },
    async search() {
      return [];
    },
    async presentDate(now, symbols) {
      const covered = await lastCovered(folder, symbols);
      const present = presentSession(now);
      return covered !== null && covered > present ? present : covered;
    },
  };
}
