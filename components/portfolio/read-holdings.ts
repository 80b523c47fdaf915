import * as z from "zod/mini";
import type { HoldingsPage } from "./portfolio-data.ts";

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

/** Rows as the API answers with them. @throws for any other body. */
export function readHoldings(body: unknown): HoldingsPage {
  const { positions: holdings, ...page } = answer.parse(body);
  return { ...page, holdings };
}
