import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { accountEvents, EVENT_KINDS } from "#server/queries/account-events.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { createRoutes, idParam, isoDate, jsonAnswer } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { editCommon, refusals } from "./edit-route.ts";
import { flowSchema, positionAnswer, positionSchema, valuationSchema } from "./edit-schemas.ts";

const MOST = 200;
const kind = z.enum(EVENT_KINDS);
const kinds = z
  .string()
  .default(EVENT_KINDS.join(","))
  .transform((text) => text.split(","))
  .pipe(z.array(kind))
  .openapi({ type: "string", description: `Separated by commas, of: ${EVENT_KINDS.join(", ")}; without it all` });

const event = z
  .object({
    kind,
    date: isoDate,
    cash: z.number().nullable().openapi({
      description: "Into the account's cash, dollars; null where it moves none, or no run has counted it yet",
    }),
    position: positionSchema.nullable().openapi({ description: "Of an entry, an exit or an expiry" }),
    settled: z
      .object({ quantity: z.number(), price: z.number().nullable() })
      .nullable()
      .openapi({ description: "What an exit or an expiry ended, after splits, and at how many dollars a share" }),
    flow: flowSchema.nullable(),
    valuation: valuationSchema.nullable(),
    action: z
      .object({ symbol: z.string(), value: z.number(), shares: z.number().nullable() })
      .nullable()
      .openapi({ description: "A split, new shares per old, or a dividend, dollars a share on that many shares" }),
  })
  .openapi("AccountEvent");

/** The account day by day, as its ledger counts it. */
export function eventRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const query = z.object({
    kinds,
    offset: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000_000)
      .default(0)
      .openapi({ description: "How many newer ones of these kinds come before the page" }),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST)
      .default(MOST)
      .openapi({ description: "At most 200 a page; `total` counts all of these kinds" }),
  });
  return createRoutes().openapi(
    createRoute({
      ...{ ...editCommon(guards), method: "get", path: "/portfolios/{id}/events" },
      summary: "What happened to the account, newest first, a page at a time, with what it did to the cash",
      description:
        "Entries, exits and expiries, cash flows, valuations, splits and dividends while they were held. Nothing of it is entered here: positions, flows and valuations are.",
      request: { params: idParam, query },
      responses: {
        200: jsonAnswer(z.object({ events: z.array(event), total: z.number().int() }), "Up to its newest session"),
        ...refusals(),
      },
    }),
    async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const { events, total } = await accountEvents(db, id, c.req.valid("query"));
      const told = events.map((each) => ({ ...each, position: each.position && positionAnswer(each.position) }));
      return c.json({ events: told, total }, 200);
    },
  );
}
