import * as z from "zod/mini";

const ISO = z.string();
const text = z.nullable(z.string());
const figure = z.nullable(z.number());

const position = z.object({
  ...{ id: z.string(), symbol: z.string(), quantity: z.number(), entryPrice: z.number(), entryDate: ISO },
  ...{ investmentClass: z.enum(["PUBLIC", "OPTIONS", "PRIVATE"]), investmentSubtype: z.string() },
  ...{ underlyingSymbol: text, strikePrice: figure, expirationDate: text },
  ...{ optionType: z.nullable(z.enum(["CALL", "PUT"])), exitDate: text, exitPrice: figure, quantityAsOf: text },
});
const flow = z.object({ id: z.string(), date: ISO, amount: z.number(), note: text, counted: z.boolean() });
const valuation = z.object({
  ...{ id: z.string(), positionId: z.string(), symbol: z.string(), date: ISO, price: z.number(), note: text },
});

const KINDS = ["entry", "flow", "split", "dividend", "valuation", "expiry", "exit"] as const;

const event = z.object({
  ...{ kind: z.enum(KINDS), date: ISO, cash: figure },
  position: z.nullable(position),
  settled: z.nullable(z.object({ quantity: z.number(), price: figure })),
  flow: z.nullable(flow),
  valuation: z.nullable(valuation),
  action: z.nullable(z.object({ symbol: z.string(), value: z.number(), shares: figure })),
});

/** One dated event of an account, as the API answers it; `cash` in dollars, null where it moves none or is not counted. */
export type AccountEvent = z.infer<typeof event>;

const answer = z.object({ events: z.array(event), total: z.number() });

export function readEvents(body: unknown): z.infer<typeof answer> {
  return answer.parse(body);
}

/** Which events a filter lets through. */
export const EVENT_FILTERS = [
  { id: "own", name: "What you entered", kinds: ["entry", "exit", "flow", "valuation"] },
  { id: "all", name: "All", kinds: KINDS },
  { id: "cash", name: "All that moves cash", kinds: ["entry", "exit", "expiry", "flow", "dividend"] },
  { id: "trades", name: "Entries and exits", kinds: ["entry", "exit", "expiry"] },
  { id: "flows", name: "Cash flows", kinds: ["flow"] },
  { id: "valuations", name: "Valuations", kinds: ["valuation"] },
  { id: "actions", name: "Splits and dividends", kinds: ["split", "dividend"] },
] as const;

export type EventFilter = (typeof EVENT_FILTERS)[number]["id"];

/** As many events as are shown at once. */
export const EVENTS_AT_ONCE = 50;

export function eventsPath(portfolioId: string, filter: EventFilter, offset: number): string {
  const kinds: readonly string[] = EVENT_FILTERS.find(({ id }) => id === filter)?.kinds ?? KINDS;
  return `/api/v1/portfolios/${portfolioId}/events?kinds=${kinds.join(",")}&offset=${offset}&limit=${EVENTS_AT_ONCE}`;
}
