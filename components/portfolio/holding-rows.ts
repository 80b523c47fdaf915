import type { EditedPosition } from "#components/portfolio-edits/edit-target.ts";
import type { Greeks, HoldingsPage, PortfolioHolding, Tag } from "./portfolio-data.ts";

/**
 * Where the price shown comes from: the date's own close or quote, an older one, an option's model, a valuation by hand,
 * the mark before it, the entry, nowhere, or of a run to come.
 */
export type PriceState = "current" | "stale" | "model" | "valuation" | "carried" | "entry" | "missing" | "awaited";

/** Of an option: what it is on, and what its model says. */
export interface OptionTerms {
  readonly underlying: string;
  readonly kind: "CALL" | "PUT";
  /** After the splits of the underlying, as quantity and price are. */
  readonly strike: number | null;
  /** As entered, where splits have changed it. */
  readonly enteredStrike: number | null;
  /** ISO date. */
  readonly expiry: string | null;
  /** In dollars; null where not known. */
  readonly exposure: number | null;
  readonly greeks: Greeks | null;
  /** ISO date of all these. */
  readonly asOf: string | null;
}

/** A row of the holdings table. Money in dollars, weight a signed fraction of equity; null where not known. */
export interface HoldingRow {
  readonly id: string;
  /** As it is edited. */
  readonly position: EditedPosition;
  /** What of it the figures do not have yet, in words; null where they have all. */
  readonly awaits: string | null;
  readonly name: string;
  /** Company; of an option that of its underlying. */
  readonly detail: string;
  readonly option: OptionTerms | null;
  /** The symbol whose market price it needs; null for cash and private ones. */
  readonly pricedBy: string | null;
  readonly isShort: boolean;
  /** Of its prices before they are converted; null where they are in dollars, or nobody says. */
  readonly foreignCurrency: string | null;
  readonly tags: readonly Tag[];
  readonly quantity: number;
  readonly price: number | null;
  readonly priceDate: string | null;
  readonly priceState: PriceState;
  /** Why the price is not what one would expect, in words. */
  readonly priceNote: string | null;
  readonly marketValue: number | null;
  readonly weight: number | null;
  /** |weight| as a share of the largest one, 0–1, for bars to compare. */
  readonly weightShare: number;
  readonly unrealizedPnl: number | null;
  readonly realizedPnl: number | null;
  readonly entryDate: string;
  readonly exitDate: string | null;
  /** Held no more on the date of the page: sold, closed or expired. */
  readonly ended: boolean;
}

const AWAITED = {
  entry: "not computed yet",
  exit: "exit not in the figures yet",
  return: "held again with the next run",
  change: "change not in the figures yet",
} as const;

/** Positions as rows, in their order. */
export function holdingRows({
  holdings,
  largestWeight,
}: Pick<HoldingsPage, "holdings" | "largestWeight">): readonly HoldingRow[] {
  return holdings.map((holding) => {
    const { id, tags, value, entryDate, exitDate, closed: ended, awaits } = holding;
    return {
      ...{ id, tags, entryDate, exitDate, ended, position: holding },
      awaits: awaits && AWAITED[awaits],
      name: holding.underlyingSymbol ?? holding.symbol,
      detail: holding.companyName ?? "",
      option: termsOf(holding),
      pricedBy: pricedBy(holding),
      isShort: holding.quantity < 0,
      foreignCurrency: holding.currency === "USD" ? null : holding.currency,
      quantity: (ended ? value?.quantity || null : value?.quantity) ?? holding.quantity,
      price: (ended ? holding.exitPrice : null) ?? value?.price ?? null,
      priceDate: value?.priceDate ?? null,
      priceState: priceState(holding),
      priceNote: value?.priceNote ?? null,
      marketValue: value?.marketValue ?? null,
      weight: value?.weight ?? null,
      weightShare: largestWeight > 0 ? Math.abs(value?.weight ?? 0) / largestWeight : 0,
      unrealizedPnl: value?.unrealizedPnl ?? null,
      realizedPnl: value?.realizedPnl ?? null,
    };
  });
}

function termsOf(holding: PortfolioHolding): OptionTerms | null {
  if (holding.optionType === null) return null;
  return {
    underlying: holding.underlyingSymbol ?? holding.symbol,
    kind: holding.optionType,
    strike: holding.adjustedStrike,
    enteredStrike: holding.adjustedStrike === holding.strikePrice ? null : holding.strikePrice,
    expiry: holding.expirationDate,
    exposure: holding.value?.exposure ?? null,
    greeks: holding.value?.greeks ?? null,
    asOf: holding.value?.date ?? null,
  };
}

const CASH = new Set(["CASH", "MONEY_MARKET"]);

function pricedBy({ investmentClass, investmentSubtype, symbol, underlyingSymbol }: PortfolioHolding): string | null {
  if (CASH.has(investmentSubtype) || investmentClass === "PRIVATE") return null;
  return investmentClass === "OPTIONS" ? underlyingSymbol : symbol;
}

/** What the ledger says a price rests on, where that is no close of the date. */
const ORIGINS: Readonly<Record<string, PriceState>> = {
  recent: "stale",
  model: "model",
  valuation: "valuation",
  carried: "carried",
  "entry-price": "entry",
};

function priceState({ closed, value, investmentSubtype }: PortfolioHolding): PriceState {
  if (CASH.has(investmentSubtype)) return "current";
  if (value === null) return "awaited";
  if (value.price === null) return "missing";
  const origin = value.priceOrigin === null ? undefined : ORIGINS[value.priceOrigin];
  if (origin) return origin;
  if (value.priceDate === null) return "entry";
  return value.priceDate < value.date && !closed ? "stale" : "current";
}
