import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { FIGURE_METRICS } from "#lib/analytics/figure-metrics.ts";
import { symbolFigures } from "#server/queries/symbol-figures.ts";
import type { ApiParts } from "../api-parts.ts";
import { HttpProblem } from "../problem.ts";
import {
  createRoutes,
  idParam,
  jsonAnswer,
  problemAnswers,
  queryDate,
  queryText,
  SESSION_SECURITY,
} from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { foundPortfolio } from "./found-portfolio.ts";
import { symbolSchema } from "./symbol-schemas.ts";

const METRICS = {
  figures: FIGURE_METRICS.symbol,
  factors: FIGURE_METRICS.symbolFit,
  quality: FIGURE_METRICS.dataQuality,
};

const params = idParam.extend({
  symbol: queryText
    .max(200)
    .openapi({ param: { name: "symbol", in: "path" }, description: "A position's, of options their underlying" }),
});
const query = z.object({
  date: queryDate.optional().openapi({
    description: "What was stored by the last session on or before this date; without it by the portfolio's newest one",
  }),
});

/** What the phases have stored of one symbol: with the weights of the positions, what the factor exposures are made of. */
export function symbolFiguresRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const summary = "A symbol's figures, factor fits and data quality";
  return createRoutes().openapi(
    createRoute({
      ...{ method: "get" as const, path: "/portfolios/{id}/symbols/{symbol}" as const, summary, tags: ["Results"] },
      ...{ security: SESSION_SECURITY, middleware: guards.user, request: { params, query } },
      responses: {
        200: jsonAnswer(symbolSchema, summary),
        ...problemAnswers({
          401: "Not signed in",
          404: "ERR_PORT_014: none, or not yours; ERR_SYMBOL_004: none of its positions is priced by the symbol",
        }),
      },
    }),
    async (c) => {
      const { id, symbol } = c.req.valid("param");
      const { priceSource } = await foundPortfolio(db, c.var.viewer, id);
      const found = await symbolFigures(db, id, symbol, c.req.valid("query").date);
      if (!found) throw new HttpProblem("ERR_SYMBOL_004");
      return c.json({ ...found, priceSource, metrics: METRICS }, 200);
    },
  );
}
