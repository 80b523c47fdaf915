import type { PortfolioHolding, Tag } from "./portfolio-data.ts";

/** Where the price shown comes from: the date's own close, an older one, the entry, or nowhere. */
export type PriceState = "current" | "stale" | "entry" | "missing";

/** A row of the holdings table. Money in dollars, weight a signed fraction of equity; null where not known. */
export interface HoldingRow {
  readonly id: string;
  readonly name: string;
  /** Company, or the terms of an option. */
  readonly detail: string;
  readonly tags: readonly Tag[];
  readonly tagNames: string;
  readonly quantity: number;
  readonly price: number | null;
  readonly priceDate: string | null;
  readonly priceState: PriceState;
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
      detail: detailOf(holding),
      tagNames: tags.map((tag) => tag.name).join(", "),
      quantity: (ended ? null : value?.quantity) ?? holding.quantity,
      price: (ended ? holding.exitPrice : null) ?? value?.price ?? null,
      priceDate: value?.priceDate ?? null,
      priceState: priceState(holding),
      marketValue: value?.marketValue ?? null,
      weight: value?.weight ?? null,
      weightShare: largest > 0 ? Math.abs(value?.weight ?? 0) / largest : 0,
      unrealizedPnl: value?.unrealizedPnl ?? null,
      realizedPnl: value?.realizedPnl ?? null,
    };
  });
}

function detailOf(holding: PortfolioHolding): string {
  if (holding.optionType === null) return holding.companyName ?? "";
  return [holding.optionType === "CALL" ? "Call" : "Put", holding.strikePrice, holding.expirationDate]
    .filter((part) => part !== null)
    .join(" · ");
}

const CASH = new Set(["CASH", "MONEY_MARKET"]);

function priceState({ closed, value, investmentSubtype }: PortfolioHolding): PriceState {
  if (CASH.has(investmentSubtype)) return "current";
  if (value === null || value.price === null) return "missing";
  if (value.priceDate === null) return "entry";
  return value.priceDate < value.date && !closed ? "stale" : "current";
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
