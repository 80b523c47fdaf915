import type { Greeks, PortfolioHolding, Tag } from "./portfolio-data.ts";

/**
 * Where the price shown comes from: the date's own close or quote, an older one, an option's model, a valuation by hand,
 * the mark before it, the entry, or nowhere.
 */
export type PriceState = "current" | "stale" | "model" | "valuation" | "carried" | "entry" | "missing";

/** Of an option: what it is on, and what its model says. */
export interface OptionTerms {
  readonly underlying: string;
  readonly kind: "CALL" | "PUT";
  readonly strike: number | null;
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
  readonly name: string;
  /** Company; of an option that of its underlying. */
  readonly detail: string;
  readonly option: OptionTerms | null;
  readonly isShort: boolean;
  /** Of its prices before they are converted; null where they are in dollars, or nobody says. */
  readonly foreignCurrency: string | null;
  readonly tags: readonly Tag[];
  readonly tagNames: string;
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

/** Positions as rows, in file order. @param asOf the portfolio's newest session */
export function holdingRows(holdings: readonly PortfolioHolding[], asOf: string): readonly HoldingRow[] {
  const largest = Math.max(0, ...holdings.map(({ value }) => Math.abs(value?.weight ?? 0)));
  return holdings.map((holding) => {
    const { id, tags, value, entryDate, exitDate } = holding;
    const ended = holding.closed || (value !== null && value.date < asOf);
    return {
      ...{ id, tags, entryDate, exitDate, ended },
      name: holding.underlyingSymbol ?? holding.symbol,
      detail: holding.companyName ?? "",
      option: termsOf(holding),
      isShort: holding.quantity < 0,
      foreignCurrency: holding.currency === "USD" ? null : holding.currency,
      tagNames: tags.map((tag) => tag.name).join(", "),
      quantity: (ended ? null : value?.quantity) ?? holding.quantity,
      price: (ended ? holding.exitPrice : null) ?? value?.price ?? null,
      priceDate: value?.priceDate ?? null,
      priceState: priceState(holding),
      priceNote: value?.priceNote ?? null,
      marketValue: value?.marketValue ?? null,
      weight: value?.weight ?? null,
      weightShare: largest > 0 ? Math.abs(value?.weight ?? 0) / largest : 0,
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
    strike: holding.strikePrice,
    expiry: holding.expirationDate,
    exposure: holding.value?.exposure ?? null,
    greeks: holding.value?.greeks ?? null,
    asOf: holding.value?.date ?? null,
  };
}

const CASH = new Set(["CASH", "MONEY_MARKET"]);

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
  if (value === null || value.price === null) return "missing";
  const origin = value.priceOrigin === null ? undefined : ORIGINS[value.priceOrigin];
  if (origin) return origin;
  if (value.priceDate === null) return "entry";
  return value.priceDate < value.date && !closed ? "stale" : "current";
}

/** What cash and money market positions are worth on a date, in dollars: held to account, but no exposure. */
export function cashPositionsValue(holdings: readonly PortfolioHolding[], asOf: string): number {
  return holdings
    .filter(({ investmentSubtype, value }) => CASH.has(investmentSubtype) && value?.date === asOf)
    .reduce((total, { value }) => total + (value?.marketValue ?? 0), 0);
}

/** Sums over rows, in dollars and fractions; what is not known counts as nothing. */
export function sumHoldings(rows: readonly HoldingRow[]) {
  const sum = (pick: (row: HoldingRow) => number | null) => rows.reduce((total, row) => total + (pick(row) ?? 0), 0);
  return {
    marketValue: sum((row) => row.marketValue),
    weight: sum((row) => row.weight),
    unrealizedPnl: sum((row) => row.unrealizedPnl),
    realizedPnl: sum((row) => row.realizedPnl),
  };
}
