import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { runById } from "#server/queries/run-by-id.ts";
import type { ApiParts } from "../api-parts.ts";
import { foundPortfolio } from "../portfolios/found-portfolio.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, idParam, jsonAnswer, jsonBody, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { askedRange } from "./asked-range.ts";
import { eventRoutes } from "./event-routes.ts";
import { foundRun, foundRunState } from "./found-run.ts";
import { logRoutes } from "./log-routes.ts";
import { replayRoutes } from "./replay-routes.ts";
import { runSchema, runSummarySchema } from "./run-schemas.ts";

const common = { tags: ["Runs"], security: SESSION_SECURITY };
const missing = problemAnswers({ 401: "Not signed in", 404: "ERR_RUN_002: none, or not yours" });
const startBody = z.object({
  from: z.string().nullish(),
  to: z.string().nullish(),
  force: z.boolean().optional().openapi({ description: "Recompute what exists" }),
});

/** Starting, retrying, reading and cancelling runs, their events and logs. */
export function runRoutes(parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const groups = [startRoutes, retryRoutes, readRoutes, eventRoutes, logRoutes, replayRoutes];
  return groups.reduce((routes, group) => routes.route("/", group(parts, guards)), createRoutes());
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

function retryRoutes({ db, runs }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  return createRoutes().openapi(
    createRoute({
      ...{ ...common, middleware, method: "post", path: "/runs/{id}/retry", summary: "Retry a run" },
      description:
        "A new run over the same dates: what completed is carried over, it starts at the first phase that did not.",
      request: { params: idParam },
      responses: {
        202: jsonAnswer(z.object({ run: runSummarySchema }), "Queued"),
        ...missing,
        ...problemAnswers({
          409: "ERR_RUN_001: one is under way; it comes as the member `run`. ERR_RUN_005: nothing failed or was left out",
        }),
      },
    }),
    async (c) => {
      const { viewer } = c.var;
      const { id } = await foundRun(db, viewer, c.req.valid("param").id);
      const { runId, already } = await runs.retry(id, viewer.userId);
      const run = await runById(db, runId);
      if (already) throw new HttpProblem("ERR_RUN_001", { extra: { run } });
      return c.json({ run }, 202, { location: `/api/v1/runs/${run.id}` });
    },
  );
}

function readRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  return createRoutes().openapi(
    createRoute({
      ...{ ...common, middleware, method: "get", path: "/runs/{id}", summary: "A run and its nine phases" },
      request: { params: idParam },
      responses: { 200: jsonAnswer(z.object({ run: runSchema }), "As of its last event"), ...missing },
    }),
    async (c) => {
      const { id, retryOf, eventsPrunedAt } = await foundRun(db, c.var.viewer, c.req.valid("param").id);
      const { log: _log, ...state } = await foundRunState(db, c.var.viewer, id);
      const run = { ...state, retryOf, eventsPrunedAt: eventsPrunedAt?.toISOString() ?? null };
      return c.json({ run }, 200);
    },
  );
}
