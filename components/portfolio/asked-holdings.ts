/** As many rows as the table has at once. */
export const HOLDINGS_AT_ONCE = 50;
/** As many as a report has, which nobody can turn the pages of on paper; the API has no more at a time. */
export const HOLDINGS_IN_REPORT = 1_000;

export type HoldingSort =
  | ("name" | "tags" | "quantity" | "price" | "marketValue" | "weight")
  | ("unrealizedPnl" | "realizedPnl" | "entryDate" | "exitDate");

/** What the table of holdings is to show. */
export interface AskedHoldings {
  readonly view: "held" | "ended";
  readonly search: string;
  readonly sort: HoldingSort;
  readonly descending: boolean;
  /** Rows before the first one shown. */
  readonly offset: number;
}

/** What a view shows at first; of what is held the page brings that along. */
export const FIRST_ASKED: Readonly<Record<AskedHoldings["view"], AskedHoldings>> = {
  held: { view: "held", search: "", sort: "marketValue", descending: true, offset: 0 },
  ended: { view: "ended", search: "", sort: "exitDate", descending: true, offset: 0 },
};

export function isFirstAsked(asked: AskedHoldings): boolean {
  const { view, search, sort, descending, offset } = FIRST_ASKED.held;
  const isSame = asked.view === view && asked.sort === sort && asked.descending === descending;
  return isSame && asked.search.trim() === search && asked.offset === offset;
}

/** Where the API has the rows asked for, of which `atOnce` at most. */
export function holdingsPath(portfolioId: string, asked: AskedHoldings, atOnce = HOLDINGS_AT_ONCE): string {
  const query = new URLSearchParams({
    ...{ view: asked.view, search: asked.search.trim(), sort: asked.sort, order: asked.descending ? "desc" : "asc" },
    ...{ offset: String(asked.offset), limit: String(atOnce) },
  });
  return `/api/v1/portfolios/${portfolioId}/positions?${query}`;
}
