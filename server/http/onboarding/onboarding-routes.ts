import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import { required } from "#lib/assert.ts";
import { csvTemplate } from "#lib/portfolio-import/csv-template.ts";
import { SAMPLE_PORTFOLIOS } from "#lib/portfolio-import/sample-portfolios.ts";
import { newestRunId } from "#server/queries/owned-run.ts";
import { logLinesAfter } from "#server/queries/run-events.ts";
import { readRunState } from "#server/queries/run-state.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { createRoutes, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import {
  activityEntry,
  activityEntrySchema,
  noOnboarding,
  onboardingStatus,
  onboardingStatusSchema,
} from "./onboarding-status.ts";

const portfolioParam = z.object({
  portfolioId: z.string().openapi({ param: { name: "portfolioId", in: "path" }, format: "uuid" }),
});
const common = { tags: ["Onboarding"], security: SESSION_SECURITY };
const missing = problemAnswers({ 401: "Not signed in", 404: "ERR_PORT_014: none, or not yours" });
const MOST_LINES = 5_000;

/** Progress without a socket, and what the onboarding form offers. */
export function onboardingRoutes(parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes().route("/", statusRoutes(parts, guards)).route("/", offerRoutes(parts, guards));
}

function statusRoutes({ db, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  const after = z.coerce.number().int().min(0).default(0);
  const limit = z.coerce.number().int().min(1).max(MOST_LINES).default(1_000);
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, method: "get", path: "/onboarding/status/{portfolioId}" },
        middleware: [guards.user, etag()] as const,
        summary: "Progress of a portfolio's newest run, with an ETag",
        request: { params: portfolioParam },
        responses: {
          200: jsonAnswer(onboardingStatusSchema, "As of its last event"),
          304: { description: "Nothing has happened since the ETag you sent" },
          ...missing,
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").portfolioId);
        const runId = await newestRunId(db, id);
        if (runId === null) return c.json(noOnboarding(id, now()), 200);
        const state = required(await readRunState(db, runId), `run ${runId}`);
        const headers = { etag: `W/"${runId}-${state.seq}-${state.status}"`, "cache-control": "private, no-cache" };
        return c.json(onboardingStatus(id, state, now()), 200, headers);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/onboarding/status/{portfolioId}/logs" },
        summary: "The activity log of a portfolio's newest run",
        request: { params: portfolioParam, query: z.object({ after, limit }) },
        responses: {
          200: jsonAnswer(
            z.object({
              run_id: z.uuid().nullable(),
              logs: z.array(activityEntrySchema.extend({ seq: z.number().int() })),
            }),
            "Oldest first, after the seq you have",
          ),
          ...missing,
        },
      }),
      async (c) => {
        const { id } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").portfolioId);
        const runId = await newestRunId(db, id);
        if (runId === null) return c.json({ run_id: null, logs: [] }, 200);
        const query = c.req.valid("query");
        const lines = await logLinesAfter(db, runId, { after: query.after, limit: query.limit });
        return c.json({ run_id: runId, logs: lines.map((line) => ({ seq: line.seq, ...activityEntry(line) })) }, 200);
      },
    );
}

const offerSchema = z.object({
  priceSources: z
    .array(z.object({ name: z.string(), label: z.string(), simulated: z.boolean(), attribution: z.string() }))
    .readonly(),
  samples: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      accountName: z.string(),
      accountType: z.string(),
      openingEquity: z.string(),
    }),
  ),
});

function offerRoutes({ priceSources }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/onboarding/sources" },
        summary: "Price sources and sample portfolios on offer here",
        responses: {
          200: jsonAnswer(offerSchema, "What the form offers"),
          ...problemAnswers({ 401: "Not signed in" }),
        },
      }),
      (c) => c.json({ priceSources, samples: SAMPLE_PORTFOLIOS.map(({ csv: _csv, ...sample }) => sample) }, 200),
    )
    .openapi(
      createRoute({
        ...{
          tags: common.tags,
          method: "get",
          path: "/onboarding/csv-template",
          summary: "A positions file to start from",
        },
        responses: {
          200: { description: "12 columns, example rows", content: { "text/csv": { schema: z.string() } } },
        },
      }),
      (c) =>
        c.body(csvTemplate(), 200, {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": 'attachment; filename="nonet_positions_template.csv"',
        }),
    );
}
