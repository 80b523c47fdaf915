import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { readDate } from "#lib/portfolio-import/calendar-date.ts";
import { factorExposures } from "#server/queries/factor-exposures.ts";
import { holdings } from "#server/queries/holdings.ts";
import { portfolioRuns } from "#server/queries/portfolio-runs.ts";
import { riskFigures } from "#server/queries/risk-figures.ts";
import { sectorWeights } from "#server/queries/sector-weights.ts";
import { snapshotSeries } from "#server/queries/snapshot-series.ts";
import type { ApiParts } from "../api-parts.ts";
import { createRoutes, idParam, isoDate, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import { runSummarySchema } from "../runs/run-schemas.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { foundPortfolio } from "./found-portfolio.ts";
import { factorsSchema, positionsSchema, riskSchema, sectorsSchema, snapshotsSchema } from "./portfolio-schemas.ts";

const date = isoDate
  .refine((text) => readDate(text) === text && text > "0001", "Not a date like 2025-03-14")
  .optional();
const range = z.object({ from: date, to: date });

/** What the runs of a portfolio have computed. Before the first one has, lists are empty and figures null. */
export function resultRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const resultRoute = <const Name extends string, Schema extends z.ZodType>(
    name: Name,
    schema: Schema,
    summary: string,
  ) => ({
    ...{ method: "get" as const, path: `/portfolios/{id}/${name}` as const, summary, tags: ["Results"] },
    ...{ security: SESSION_SECURITY, middleware: guards.user, request: { params: idParam } },
    responses: {
      200: jsonAnswer(schema, summary),
      ...problemAnswers({ 401: "Not signed in", 404: "ERR_PORT_014: none, or not yours" }),
    },
  });
  const snapshots = resultRoute("snapshots", snapshotsSchema, "One per session, oldest first");
  const runs = z.object({ runs: z.array(runSummarySchema) });
  return createRoutes()
    .openapi(createRoute({ ...snapshots, request: { params: idParam, query: range } }), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      return c.json({ snapshots: await snapshotSeries(db, id, c.req.valid("query")) }, 200);
    })
    .openapi(createRoute(resultRoute("positions", positionsSchema, "Positions with newest values")), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      return c.json({ positions: await holdings(db, id) }, 200);
    })
    .openapi(createRoute(resultRoute("factors", factorsSchema, "The 13 factor exposures, newest date")), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      return c.json((await factorExposures(db, id)) ?? { asOf: null, factors: [] }, 200);
    })
    .openapi(createRoute(resultRoute("sectors", sectorsSchema, "Sector weights, newest date")), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      return c.json((await sectorWeights(db, id)) ?? { asOf: null, index: null, sectors: [] }, 200);
    })
    .openapi(createRoute(resultRoute("risk", riskSchema, "Volatility and concentration, newest date")), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const risk = await riskFigures(db, id);
      return c.json({ risk: risk && { ...risk, reasons: { ...risk.reasons } } }, 200);
    })
    .openapi(createRoute(resultRoute("runs", runs, "The newest 20 runs, newest first")), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      return c.json({ runs: await portfolioRuns(db, id) }, 200);
    });
}
