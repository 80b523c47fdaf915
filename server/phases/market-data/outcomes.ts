import { counted } from "#lib/counted.ts";
import { logger } from "#server/engine/logger.ts";
import type { RejectedCell } from "#server/market/price-source.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
import type { StoredPrices } from "./stored-prices.ts";

/** How the collection of one symbol's prices ended. */
export interface SymbolOutcome {
  /** Asked of the source and stored; there already; or none to be had. */
  readonly state: "fetched" | "stored" | "unavailable";
  /** Bars of the run's dates that are stored now. */
  readonly sessions: number;
  /** Why the source had none: its code and its own words. */
  readonly failure: { readonly code: string; readonly reason: string } | null;
  /** Cells that are no price, and the first of them in words. */
  readonly refused: { readonly count: number; readonly first: string } | null;
}

/** By symbol; what the phase has gathered so far. */
export type Outcomes = Readonly<Record<string, SymbolOutcome>>;

const log = logger("app.services.market_data");

/** The outcome of a symbol whose prices were there. */
export function storedOutcome({ sessions }: StoredPrices): SymbolOutcome {
  return { state: "stored", sessions, failure: null, refused: null };
}

/**
 * The outcome of a symbol that was asked for. A source that has nothing more of a symbol with stored prices is no
 * failure: it is how a delisted one looks.
 */
export function fetchedOutcome(fetched: FetchedSymbol, stored: StoredPrices, sessions: number): SymbolOutcome {
  const refused = refusedCells(fetched.rejected);
  if (fetched.failure === null) return { state: "fetched", sessions, failure: null, refused };
  const { code, reason } = fetched.failure;
  if (code === "no-data" && stored.newest !== null) return { ...storedOutcome(stored), refused };
  return { state: "unavailable", sessions, failure: { code, reason }, refused };
}

function refusedCells(cells: readonly RejectedCell[]): SymbolOutcome["refused"] {
  const [cell] = cells;
  return cell ? { count: cells.length, first: `${cell.place} "${cell.value}": ${cell.reason}` } : null;
}

/** The symbol's lines in the activity log. */
export function logOutcome(symbol: string, { state, sessions, failure, refused }: SymbolOutcome): void {
  const subject = { symbol };
  if (failure) log.warn({ code: failure.code, subject }, `⚠️ ${symbol}: unavailable (${failure.reason})`);
  else log.info({ subject }, `${state === "stored" ? "Stored" : "Fetched"} ${symbol}: ${counted(sessions, "session")}`);
  if (refused) {
    log.warn({ subject }, `⚠️ ${symbol}: ${counted(refused.count, "price")} refused (${refused.first})`);
  }
}
