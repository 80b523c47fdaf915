import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { runById } from "#server/queries/run-by-id.ts";
import { runEventsAfter } from "#server/queries/run-events.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, idParam, jsonAnswer, jsonBody, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { askedRange } from "./asked-range.ts";
import { foundRun, foundRunState } from "./found-run.ts";
import { logDownload } from "./log-download.ts";
import { eventsSchema, runSchema, runSummarySchema } from "./run-schemas.ts";

const MOST_EVENTS = 5_000;
const common = { tags: ["Runs"], security: SESSION_SECURITY };
const missing = problemAnswers({ 401: "Not signed in", 404: "ERR_RUN_002: none, or not yours" });
const startBody = z.object({
  from: z.string().nullish(),
  to: z.string().nullish(),
  force: z.boolean().optional().openapi({ description: "Recompute what exists" }),
});

// Not its exact type: from that the route would want an answer that is not streamed.
const LOG_CONTENT: Record<string, { schema: z.ZodType }> = {
  "text/plain": { schema: z.string() },
  "application/json": { schema: z.looseObject({}) },
};

/** Starting, reading and cancelling runs. */
export function runRoutes(parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes().route("/", startRoutes(parts, guards)).route("/", readRoutes(parts, guards));
}

function startRoutes({ db, runs, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "post", path: "/portfolios/{id}/runs", summary: "Run the batch again" },
        request: { params: idParam, body: { ...jsonBody(startBody), required: false } },
        responses: {
          202: jsonAnswer(z.object({ run: runSummarySchema }), "Queued"),
          ...problemAnswers({
            401: "Not signed in",
            404: "ERR_PORT_014: none, or not yours",
            409: "ERR_RUN_001: one is under way; it comes as the member `run`",
            422: "ERR_RUN_004: the range does not fit",
          }),
        },
      }),
      async (c) => {
        const { userId } = c.var.viewer;
        const { id: portfolioId } = await foundPortfolio(db, c.var.viewer, c.req.valid("param").id);
        const { force = false, ...asked } = c.req.valid("json");
        const range = askedRange(asked, now().toISOString().slice(0, 10));
        const request = { kind: "manual" as const, portfolioId, requestedBy: userId, force, ...range };
        const { runId, already } = await runs.start(db, request);
        const run = await runById(db, runId);
        if (already) throw new HttpProblem("ERR_RUN_001", { extra: { run } });
        return c.json({ run }, 202, { location: `/api/v1/runs/${run.id}` });
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "post", path: "/runs/{id}/cancel", summary: "Ask a run to stop" },
        request: { params: idParam },
        responses: {
          202: jsonAnswer(z.object({ run: runSummarySchema }), "Asked; it stops within about a second"),
          ...missing,
          ...problemAnswers({ 409: "ERR_RUN_003: it has ended" }),
        },
      }),
      async (c) => {
        const { id } = await foundRun(db, c.var.viewer, c.req.valid("param").id);
        await runs.cancel(id, c.var.viewer.name);
        return c.json({ run: await runById(db, id) }, 202);
      },
    );
}

function readRoutes({ db, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  const after = z.coerce.number().int().min(0).default(0).openapi({ description: "The last seq you have" });
  const limit = z.coerce.number().int().min(1).max(MOST_EVENTS).default(1_000);
  const format = z.enum(["txt", "json"]).default("txt");
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/runs/{id}", summary: "A run and its nine phases" },
        request: { params: idParam },
        responses: { 200: jsonAnswer(z.object({ run: runSchema }), "As of its last event"), ...missing },
      }),
      async (c) => {
        const { log: _log, ...run } = await foundRunState(db, c.var.viewer, c.req.valid("param").id);
        return c.json({ run }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/runs/{id}/events", summary: "What happened after a seq" },
        request: { params: idParam, query: z.object({ after, limit }) },
        responses: { 200: jsonAnswer(eventsSchema, "In order, without gap"), ...missing },
      }),
      async (c) => {
        const { id, lastSeq } = await foundRun(db, c.var.viewer, c.req.valid("param").id);
        const query = c.req.valid("query");
        return c.json({ events: await runEventsAfter(db, id, query.after, query.limit), lastSeq }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/runs/{id}/log", summary: "The activity log as a file" },
        request: { params: idParam, query: z.object({ format }) },
        responses: {
          200: { description: "The whole log, streamed", content: LOG_CONTENT },
          ...missing,
        },
      }),
      async (c) => {
        const run = await foundRun(db, c.var.viewer, c.req.valid("param").id);
        const state = await foundRunState(db, c.var.viewer, run.id);
        return logDownload(db, state, run.retryOf, c.req.valid("query").format, now());
      },
    );
}
