import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { required } from "#lib/assert.ts";
import { pastRunState } from "#server/queries/past-run-state.ts";
import { runTimeline } from "#server/queries/run-timeline.ts";
import type { ApiParts } from "../api-parts.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, idParam, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { foundRun } from "./found-run.ts";
import { pastRunSchema, timelineSchema } from "./run-schemas.ts";

const common = { tags: ["Runs"], security: SESSION_SECURITY };
const answers = problemAnswers({
  401: "Not signed in",
  404: "ERR_RUN_002: none, or not yours",
  410: "ERR_RUN_006: its events were removed for their age",
});
const pastQuery = z.object({
  at: z.coerce.number().int().min(0).optional().openapi({
    type: "integer",
    description: "The last event to count; the newest where not given or there are fewer",
  }),
});

/** The past of a run: as it was after any of its events, and where on them its phases and alerts lie. */
export function replayRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/runs/{id}/state", summary: "A run as it was" },
        description: "What the events 1 to `at` fold to, with the newest 200 log entries among them.",
        request: { params: idParam, query: pastQuery },
        responses: { 200: jsonAnswer(z.object({ run: pastRunSchema }), "As of its `seq`"), ...answers },
      }),
      async (c) => {
        const { id, lastSeq, eventsPrunedAt } = await foundRun(db, c.var.viewer, c.req.valid("param").id);
        if (eventsPrunedAt) throw new HttpProblem("ERR_RUN_006");
        const run = required(await pastRunState(db, id, c.req.valid("query").at ?? lastSeq), `run ${id}`);
        return c.json({ run }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/runs/{id}/timeline", summary: "A run at a glance" },
        description: "Where on its events each phase lies, and its warnings and errors, gathered where they are many.",
        request: { params: idParam },
        responses: { 200: jsonAnswer(timelineSchema, "In order of seq"), ...answers },
      }),
      async (c) => {
        const { id, lastSeq, eventsPrunedAt } = await foundRun(db, c.var.viewer, c.req.valid("param").id);
        if (eventsPrunedAt) throw new HttpProblem("ERR_RUN_006");
        return c.json(await runTimeline(db, id, lastSeq), 200);
      },
    );
}
