import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { newestRunId } from "#server/queries/owned-run.ts";
import { portfolioList } from "#server/queries/portfolio-list.ts";
import { runById } from "#server/queries/run-by-id.ts";
import type { ApiParts } from "../api-parts.ts";
import { createRoutes, idParam, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import { runSummarySchema } from "../runs/run-schemas.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { deletePortfolio } from "./delete-portfolio.ts";
import { foundPortfolio } from "./found-portfolio.ts";
import { portfolioListSchema, portfolioSchema } from "./portfolio-schemas.ts";
import { withSourceLabel } from "./with-source-label.ts";

const common = { tags: ["Portfolios"], security: SESSION_SECURITY };
const missing = problemAnswers({ 401: "Not signed in", 404: "ERR_PORT_014: none, or not yours" });

/** A user's portfolios: list, read, delete. */
export function portfolioRoutes({ db, priceSources }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/portfolios", summary: "Your portfolios, newest first" },
        responses: { 200: jsonAnswer(portfolioListSchema, "All of them"), ...problemAnswers({ 401: "Not signed in" }) },
      }),
      async (c) => {
        const portfolios = await portfolioList(db, c.var.viewer);
        return c.json({ portfolios: portfolios.map((each) => withSourceLabel(each, priceSources)) }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/portfolios/{id}", summary: "One portfolio" },
        request: { params: idParam },
        responses: {
          200: jsonAnswer(
            z.object({ portfolio: portfolioSchema, run: runSummarySchema.nullable() }),
            "With its newest run",
          ),
          ...missing,
        },
      }),
      async (c) => {
        const portfolio = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        const runId = await newestRunId(db, portfolio.id);
        const run = runId === null ? null : await runById(db, runId);
        return c.json({ portfolio: withSourceLabel(portfolio, priceSources), run }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{
          ...common,
          middleware,
          method: "delete",
          path: "/portfolios/{id}",
          summary: "Delete with all its results",
        },
        request: { params: idParam },
        responses: { 204: { description: "Gone" }, ...missing },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        await deletePortfolio(db, id);
        return c.body(null, 204);
      },
    );
}
