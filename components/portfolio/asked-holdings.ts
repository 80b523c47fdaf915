import * as z from "zod/mini";
import type { HoldingsPage } from "./portfolio-data.ts";

/** As many rows as the table has at once. */
export const HOLDINGS_AT_ONCE = 50;

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

export function holdingsPath(portfolioId: string, asked: AskedHoldings): string {
  const query = new URLSearchParams({
    ...{ view: asked.view, search: asked.search.trim(), sort: asked.sort, order: asked.descending ? "desc" : "asc" },
    ...{ offset: String(asked.offset), limit: String(HOLDINGS_AT_ONCE) },
  });
  return `/api/v1/portfolios/${portfolioId}/positions?${query}`;
}

const text = z.nullable(z.string());
const figure = z.nullable(z.number());

const holding = z.object({
  ...{ id: z.string(), symbol: z.string(), companyName: text, currency: text },
  ...{ investmentClass: z.enum(["PUBLIC", "OPTIONS", "PRIVATE"]), investmentSubtype: z.string() },
  ...{ underlyingSymbol: text, strikePrice: figure, adjustedStrike: figure, expirationDate: text },
  optionType: z.nullable(z.enum(["CALL", "PUT"])),
  ...{ quantity: z.number(), entryPrice: z.number(), entryDate: z.string() },
  ...{ exitDate: text, exitPrice: figure, quantityAsOf: text, closed: z.boolean() },
  awaits: z.nullable(z.enum(["entry", "exit", "return", "change"])),
  tags: z.array(z.object({ name: z.string(), colour: z.string() })),
  value: z.nullable(
    z.object({
      ...{ date: z.string(), quantity: z.number(), price: figure, priceDate: text, priceOrigin: text, priceNote: text },
      ...{ marketValue: z.number(), exposure: figure, unrealizedPnl: z.number(), realizedPnl: z.number() },
      weight: figure,
      greeks: z.nullable(
        z.object({
          ...{ impliedVolatility: figure, delta: figure, gamma: figure, vega: figure, theta: figure, rho: figure },
        }),
      ),
    }),
  ),
});

const answer = z.object({
  positions: z.array(holding),
  ...{ total: z.number(), held: z.number(), ended: z.number(), largestWeight: z.number() },
  sums: z.object({
    ...{ marketValue: z.number(), weight: z.number(), unrealizedPnl: z.number(), realizedPnl: z.number() },
  }),
});

export function readHoldings(body: unknown): HoldingsPage {
  const { positions: holdings, ...page } = answer.parse(body);
  return { ...page, holdings };
}
