import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { quarantineAgain, releaseQuarantined } from "#server/phases/market-data/release-quarantined.ts";
import { quarantineList } from "#server/queries/quarantine-list.ts";
import type { ApiParts } from "../api-parts.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, jsonAnswer, jsonBody, problemAnswers, queryText, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { decidedSchema, pricesBody, stretchSchema } from "./quarantine-schemas.ts";

const refused = { 401: "Not signed in", 403: "ERR_AUTH_002: for admins only" };
const listed = z.object({ stretches: z.array(stretchSchema).readonly(), more: z.boolean() });

/** For admins: the prices of all sources that are not believed, and the decision that they are to be. */
export function adminQuarantineRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const common = { tags: ["Admin"], security: SESSION_SECURITY, middleware: guards.admin };
  const decision = <const Name extends string>(name: Name, summary: string) => ({
    ...{ ...common, method: "post" as const, path: `/admin/quarantine/${name}` as const, summary },
    request: { body: jsonBody(pricesBody) },
    responses: {
      200: jsonAnswer(decidedSchema, "Decided, under the admin's name"),
      ...problemAnswers({ ...refused, 404: "ERR_QUARANTINE_001: no such price, or none that could be used" }),
    },
  });
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, method: "get", path: "/admin/quarantine", summary: "Prices in quarantine, newest found first" },
        request: {
          query: z.object({
            symbol: queryText.max(100).optional().openapi({ description: "Part of a symbol" }),
            state: z.enum(["held", "released"]).optional(),
          }),
        },
        responses: { 200: jsonAnswer(listed, "The newest 200 stretches"), ...problemAnswers(refused) },
      }),
      async (c) => {
        const { symbol = "", state } = c.req.valid("query");
        return c.json(await quarantineList(db, { symbol, ...(state ? { state } : {}) }), 200);
      },
    )
    .openapi(createRoute(decision("release", "Believe prices: they stand in every number")), async (c) => {
      const { note, ...wanted } = c.req.valid("json");
      const by = c.var.viewer.userId;
      return c.json(decided(await releaseQuarantined(db, wanted, { by, note: note || null })), 200);
    })
    .openapi(createRoute(decision("again", "Doubt released prices again")), async (c) => {
      const { note, ...wanted } = c.req.valid("json");
      const by = c.var.viewer.userId;
      return c.json(decided(await quarantineAgain(db, wanted, { by, note: note || null })), 200);
    });
}

/** @throws HttpProblem ERR_QUARANTINE_001 where nothing was decided. */
export function decided(prices: number): { prices: number } {
  if (prices === 0) throw new HttpProblem("ERR_QUARANTINE_001");
  return { prices };
}
