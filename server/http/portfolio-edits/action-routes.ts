import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { heldActions } from "#server/queries/held-actions.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { createRoutes, idParam, isoDate, jsonAnswer } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { editCommon, refusals } from "./edit-route.ts";

const action = z
  .object({
    ...{ symbol: z.string(), date: isoDate.openapi({ description: "The ex-date" }) },
    kind: z.enum(["split", "dividend"]),
    value: z.number().openapi({ description: "New shares per old, or dollars a share as traded" }),
  })
  .openapi("CorporateAction");

/** What companies did while their shares were held; read only, it comes with the prices. */
export function actionRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes().openapi(
    createRoute({
      ...{ ...editCommon(guards), method: "get", path: "/portfolios/{id}/actions" },
      summary: "Splits and dividends of what it held, newest first",
      request: { params: idParam },
      responses: {
        200: jsonAnswer(z.object({ actions: z.array(action) }), "Up to its newest session"),
        ...refusals(),
      },
    }),
    async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      return c.json({ actions: await heldActions(db, id) }, 200);
    },
  );
}
