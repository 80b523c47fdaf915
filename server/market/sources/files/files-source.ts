import { presentSession } from "../../nyse-calendar.ts";
import type { DailyResult, PriceSource, SymbolMatch } from "../../price-source.ts";
import { filesAnswer } from "./files-answer.ts";
import type { FilesView } from "./files-view.ts";
import { PriceFolderError } from "./price-folder-error.ts";

/** A set of price files as a source is made of it. */
export interface FilesSource extends Pick<PriceSource, "name" | "label" | "capabilities"> {
  /** Whose files they are, for the attribution: "Prices from … files". */
  readonly whose: string;
  /** What is said of a symbol that none of them has. */
  readonly absent: string;
  /** What the closes are on, as far as is known without a look. */
  readonly basis: () => PriceSource["basis"];
  /** The files as they are now. Rejects with PriceFolderError. */
  readonly view: () => Promise<FilesView>;
}

const MOST_MATCHES = 10;

/** Prices from files. Without a table of splits and dividends closes are adjusted; no profiles and no statements. */
export function createFilesSource(files: FilesSource): PriceSource {
  const { name, label, capabilities, whose, absent, view } = files;
  return {
    ...{ name, label, capabilities, simulated: false, remote: false },
    get basis() {
      return files.basis();
    },
    get attribution() {
      return `Prices from ${whose} files, ${TAKEN_AS[files.basis()]}`;
    },
    async daily(symbols, from, to, signal) {
      signal?.throwIfAborted();
      try {
        return await filesAnswer(await view(), { symbols, from, to, absent, signal });
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
    async search(query) {
      return matchesOf(query, (await view()).symbols);
    },
    async presentDate(now, symbols) {
      const covered = await lastCovered(await view(), symbols);
      const present = presentSession(now);
      return covered !== null && covered > present ? present : covered;
    },
  };
}

const TAKEN_AS: Record<PriceSource["basis"], string> = {
  adjusted: "taken as adjusted: no splits or dividends are applied",
  "as traded": "taken as traded, with their table of splits and dividends",
};

function unavailable(symbols: readonly string[], { code, message }: PriceFolderError): DailyResult {
  return { answers: [], failures: symbols.map((symbol) => ({ symbol, code, reason: message })) };
}

async function lastCovered(view: FilesView, symbols: readonly string[]): Promise<string | null> {
  let covered: string | null = null;
  for (const symbol of symbols) {
    const located = await view.locate(symbol);
    const last = located.kind === "series" ? located.series.bars.at(-1)?.date : undefined;
    if (last && (covered === null || last < covered)) covered = last;
  }
  return covered;
}

/** Symbols that begin with what is looked for, before those that have it elsewhere. */
function matchesOf(query: string, symbols: readonly string[]): SymbolMatch[] {
  const wanted = query.trim().toUpperCase();
  if (wanted === "") return [];
  const found = symbols.filter((symbol) => symbol.includes(wanted)).toSorted();
  const [first, rest] = [true, false].map((begins) => found.filter((symbol) => symbol.startsWith(wanted) === begins));
  return [...(first ?? []), ...(rest ?? [])]
    .slice(0, MOST_MATCHES)
    .map((symbol) => ({ symbol, name: null, exchange: null, kind: "other" }));
}
