import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { FIGURE_METRICS } from "#lib/analytics/figure-metrics.ts";
import { correlationMatrix } from "#server/queries/correlation-matrix.ts";
import { factorExposures } from "#server/queries/factor-exposures.ts";
import { ALL_HOLDINGS, holdings } from "#server/queries/holdings.ts";
import { HOLDING_SORTS, HOLDING_VIEWS, isHoldingsCursor } from "#server/queries/listed-holdings.ts";
import { portfolioRuns } from "#server/queries/portfolio-runs.ts";
import { riskFigures } from "#server/queries/risk-figures.ts";
import { riskHistory } from "#server/queries/risk-history.ts";
import { sectorWeights } from "#server/queries/sector-weights.ts";
import { snapshotSeries } from "#server/queries/snapshot-series.ts";
import { stressResults } from "#server/queries/stress-results.ts";
import type { ApiParts } from "../api-parts.ts";
import {
  createRoutes,
  idParam,
  jsonAnswer,
  problemAnswers,
  queryDate,
  queryText,
  SESSION_SECURITY,
} from "../route-kit.ts";
import { runSummarySchema } from "../runs/run-schemas.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { foundPortfolio } from "./found-portfolio.ts";
import { factorsSchema, positionsSchema, sectorsSchema, snapshotsSchema } from "./portfolio-schemas.ts";
import { correlationsSchema, riskHistorySchema, riskSchema, stressSchema } from "./result-schemas.ts";
import { symbolFiguresRoutes } from "./symbol-figures-routes.ts";

const date = queryDate.optional();
const range = z.object({ from: date, to: date });
const onDate = z.object({
  date: date.openapi({ description: "A computed session; without it the newest. Where none was computed: nothing" }),
});
const none = z.object({});
const wanted = z.object({
  view: z.enum(HOLDING_VIEWS).default(ALL_HOLDINGS.view).openapi({ description: "Held now, ended, or both" }),
  search: queryText.max(200).default("").openapi({ description: "Part of a symbol, a company's name or a tag" }),
  sort: z.enum(HOLDING_SORTS).default(ALL_HOLDINGS.sort).openapi({ description: "What is not known comes last" }),
  order: z.enum(["asc", "desc"]).default("asc"),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .openapi({ description: "How many of those that match come before the page" }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(ALL_HOLDINGS.limit)
    .default(ALL_HOLDINGS.limit)
    .openapi({ description: "At most 1,000 a page; the answer's counts are of all that match" }),
  cursor: z
    .string()
    .max(200)
    .refine((text) => text === "" || isHoldingsCursor(text), "This is not the nextCursor of a page")
    .optional()
    .openapi({
      description:
        "nextCursor of the page before, asked for with the same view, search, sort and order; empty: the first page",
    }),
});

/** What the runs of a portfolio have computed. Before the first one has, lists are empty and figures null. */
export function resultRoutes(parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes()
    .route("/", accountRoutes(parts, guards))
    .route("/", symbolFiguresRoutes(parts, guards))
    .route("/", analyticsRoutes(parts, guards));
}

/** The account session by session, its positions and its runs. */
function accountRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const runs = z.object({ runs: z.array(runSummarySchema) });
  return createRoutes()
    .openapi(resultRoute(guards, "snapshots", range, snapshotsSchema, "One per session, oldest first"), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const series = await snapshotSeries(db, id, c.req.valid("query"));
      const snapshots = series.map((day) => ({
        ...day,
        xirrReason: day.xirr === null ? (day.xirrReason ?? NO_FLOWS) : null,
      }));
      return c.json({ snapshots, metrics: FIGURE_METRICS.snapshot }, 200);
    })
    .openapi(resultRoute(guards, "positions", wanted, positionsSchema, POSITIONS), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const { order, ...asked } = c.req.valid("query");
      const { holdings: positions, ...found } = await holdings(db, id, { ...asked, descending: order === "desc" });
      const metrics = { ...FIGURE_METRICS.symbol, ...FIGURE_METRICS.position };
      return c.json({ positions, ...found, metrics }, 200);
    })
    .openapi(resultRoute(guards, "runs", none, runs, "The newest 20 runs, newest first"), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      return c.json({ runs: await portfolioRuns(db, id) }, 200);
    });
}

/** What the last phase makes of it, date by date. */
function analyticsRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes()
    .openapi(resultRoute(guards, "factors", onDate, factorsSchema, "The 13 factor exposures of a date"), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const exposures = await factorExposures(db, id, c.req.valid("query").date);
      return c.json({ ...(exposures ?? { asOf: null, factors: [] }), metrics: FIGURE_METRICS.factor }, 200);
    })
    .openapi(resultRoute(guards, "sectors", none, sectorsSchema, "Sector weights, newest date"), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const weights = (await sectorWeights(db, id)) ?? { asOf: null, index: null, sectors: [] };
      return c.json({ ...weights, metrics: FIGURE_METRICS.sector }, 200);
    })
    .openapi(resultRoute(guards, "risk", onDate, riskSchema, RISK), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const risk = await riskFigures(db, id, c.req.valid("query").date);
      return c.json({ risk: risk && { ...risk, reasons: { ...risk.reasons } }, metrics: FIGURE_METRICS.risk }, 200);
    })
    .openapi(resultRoute(guards, "risk-history", range, riskHistorySchema, HISTORY), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const history = await riskHistory(db, id, c.req.valid("query"));
      return c.json({ ...history, metrics: FIGURE_METRICS.risk }, 200);
    })
    .openapi(resultRoute(guards, "correlations", none, correlationsSchema, CORRELATIONS), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const found = await correlationMatrix(db, id);
      const correlations = found && { ...found, leftOut: { ...found.leftOut } };
      return c.json({ correlations, metrics: FIGURE_METRICS.correlation }, 200);
    })
    .openapi(resultRoute(guards, "stress", onDate, stressSchema, STRESS), async (c) => {
      const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
      const results = await stressResults(db, id, c.req.valid("query").date);
      const stress = results ?? { asOf: null, runId: null, equity: null, scenarios: [] };
      return c.json({ ...stress, metrics: FIGURE_METRICS.stress }, 200);
    });
}

const NO_FLOWS = "no money was put in or taken out";
const POSITIONS =
  "Positions with newest values, a page at a time, and the sums of all that match; nextCursor leads to the next page";
const RISK = "Volatility, concentration, tail risk, ratios and the correlation summary of a date";
const HISTORY = "Volatility and tail risk date by date, oldest first";
const CORRELATIONS = "The newest correlation matrix, in cluster order";
const STRESS = "What each scenario would do to the portfolio, of a date";

/** GET /portfolios/{id}/{name}. */
function resultRoute<const Name extends string, Query extends z.ZodObject, Schema extends z.ZodType>(
  guards: Guards,
  name: Name,
  query: Query,
  schema: Schema,
  summary: string,
) {
  return createRoute({
    ...{ method: "get" as const, path: `/portfolios/{id}/${name}` as const, summary, tags: ["Results"] },
    ...{ security: SESSION_SECURITY, middleware: guards.user, request: { params: idParam, query } },
    responses: {
      200: jsonAnswer(schema, summary),
      ...problemAnswers({ 401: "Not signed in", 404: "ERR_PORT_014: none, or not yours" }),
    },
  });
}
