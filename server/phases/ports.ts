import type { Database } from "#server/db/client.ts";
import type { PriceHistory } from "#server/market/price-history.ts";
import type { PriceSource } from "#server/market/price-source.ts";
import type { Assumptions } from "./assumptions.ts";

/** A position as the phases compute with it; quantities and prices as numbers, dates as ISO days. */
export interface Position {
  readonly id: string;
  readonly symbol: string;
  /** Signed; with entry and strike price as traded at entry, or in the shares of `quantityAsOf`. */
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryDate: string;
  /** The day in whose shares quantity, entry and strike price are given; null for those as traded at entry. */
  readonly quantityAsOf: string | null;
  readonly investmentClass: "PUBLIC" | "OPTIONS" | "PRIVATE";
  readonly investmentSubtype: string;
  readonly underlyingSymbol: string | null;
  readonly strikePrice: number | null;
  readonly expirationDate: string | null;
  readonly optionType: "CALL" | "PUT" | null;
  readonly exitDate: string | null;
  /** As traded at the exit. */
  readonly exitPrice: number | null;
  /** What one unit of a private position is worth from a date on, ascending. */
  readonly valuations: readonly DatedAmount[];
}

/** Money of an ISO day. */
export interface DatedAmount {
  readonly date: string;
  readonly amount: number;
}

/** What the nine phases may use; made once per run. */
export interface PhasePorts {
  /** Reads outside units; writes go through a unit's transaction only. */
  readonly db: Database;
  readonly source: PriceSource;
  readonly positions: readonly Position[];
  /** Account value just before the first session. */
  readonly openingEquity: number;
  /** Money into (positive) and out of the account, ascending. */
  readonly flows: readonly DatedAmount[];
  /** Public symbols of the portfolio and underlyings of its options, sorted; cash and private positions are not among them. */
  readonly symbols: readonly string[];
  /** Prices are needed from here: 800 calendar days before the first date. */
  readonly pricesFrom: string;
  /** Stored prices of the run's universe, read once and shared by its phases. */
  readonly history: PriceHistory;
  readonly assumptions: Assumptions;
  /** The last session with prices of all that is held, where the run ends with it: nothing later can have results. */
  readonly pricedThrough?: string | null;
  readonly now: () => Date;
  /**
   * A run over symbols, which has no portfolio, may concern several sources: what it may use of the further ones. Its
   * positions stand for all that hold a symbol.
   */
  readonly furtherSources?: readonly PhasePorts[];
}
