import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { createMiddleware } from "hono/factory";
import { UPLOAD, uploadSource } from "#lib/price-files/upload-source.ts";
import { releaseQuarantined } from "#server/phases/market-data/release-quarantined.ts";
import { portfolioQuarantine } from "#server/queries/quarantine-list.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, idParam, jsonAnswer, jsonBody, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { decided } from "./admin-quarantine-routes.ts";
import { decidedSchema, ownPricesBody, stretchSchema } from "./quarantine-schemas.ts";

const missing = { 401: "Not signed in", 404: "ERR_PORT_014: none, or not yours" };

/** A portfolio's prices that are not believed; those of its own price files its owner may release. */
export function portfolioQuarantineRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  // Before anything is said of the body: another's portfolio is a missing one.
  const owned = createMiddleware<SignedInEnv>(async (c, next) => {
    await foundPortfolio(db, c.var.viewer, c.req.param("id") ?? "");
    await next();
  });
  const common = { tags: ["Results"], security: SESSION_SECURITY };
  const path = "/portfolios/{id}/quarantine" as const;
  return createRoutes()
    .openapi(
      createRoute({
        ...{
          ...common,
          middleware: guards.user,
          method: "get",
          path,
          summary: "Prices of its symbols that are in quarantine",
        },
        request: { params: idParam },
        responses: {
          200: jsonAnswer(z.object({ stretches: z.array(stretchSchema).readonly() }), "Newest found first"),
          ...problemAnswers(missing),
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        return c.json({ stretches: await portfolioQuarantine(db, id) }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, method: "post", path: `${path}/release`, summary: "Believe prices of its own price files" },
        middleware: [guards.user, owned] as const,
        request: { params: idParam, body: jsonBody(ownPricesBody) },
        responses: {
          200: jsonAnswer(decidedSchema, "Released"),
          ...problemAnswers({
            ...missing,
            403: "ERR_QUARANTINE_002: its prices are not its own",
            404: `${missing[404]}; ERR_QUARANTINE_001: no such price, or none that could be used`,
          }),
        },
      }),
      async (c) => {
        const { id, priceSource } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        if (priceSource !== UPLOAD) throw new HttpProblem("ERR_QUARANTINE_002");
        const { note, ...prices } = c.req.valid("json");
        const decision = { by: c.var.viewer.userId, note: note || null };
        return c.json(decided(await releaseQuarantined(db, { ...prices, source: uploadSource(id) }, decision)), 200);
      },
    );
}
