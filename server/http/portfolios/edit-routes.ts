import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { required } from "#lib/assert.ts";
import { ownedPortfolio } from "#server/queries/owned-portfolio.ts";
import type { ApiParts } from "../api-parts.ts";
import { createRoutes, idParam, jsonAnswer, jsonBody, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { editPortfolio } from "./edit-portfolio.ts";
import { foundPortfolio } from "./found-portfolio.ts";
import { portfolioSchema } from "./portfolio-schemas.ts";
import { withSourceLabel } from "./with-source-label.ts";

const edits = z
  .object({
    name: z.string(),
    accountName: z.string(),
    description: z.string().nullable(),
    priceSource: z.string().openapi({ description: "One of those offered, or upload where price files were uploaded" }),
  })
  .partial()
  .strict();

/** Changes of a portfolio. */
export function editRoutes({ db, priceSources }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes().openapi(
    createRoute({
      ...{ tags: ["Portfolios"], security: SESSION_SECURITY, middleware: guards.user },
      ...{ method: "patch", path: "/portfolios/{id}", summary: "Change its names or its price source" },
      description: "Another price source has everything computed anew by the next run, or by a retry of the last.",
      request: { params: idParam, body: jsonBody(edits) },
      responses: {
        200: jsonAnswer(z.object({ portfolio: portfolioSchema }), "As it is now"),
        ...problemAnswers({
          401: "Not signed in",
          404: "ERR_PORT_014: none, or not yours",
          409: "ERR_PORT_001: another account has this name; ERR_RUN_001: a run is at work on the old price source",
          422: "Every problem of the fields",
        }),
      },
    }),
    async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      await editPortfolio(db, id, c.req.valid("json"), priceSources);
      const portfolio = required(await ownedPortfolio(db, c.var.viewer, id), "the portfolio");
      return c.json({ portfolio: withSourceLabel(portfolio, priceSources) }, 200);
    },
  );
}
