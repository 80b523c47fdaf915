import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { runEventTypes } from "#lib/run/events.ts";
import { runEventStream, runEventsBetween } from "#server/queries/run-events.ts";
import type { ApiParts } from "../api-parts.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, idParam, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { foundRun } from "./found-run.ts";
import { listOf, seqAfter, seqBefore } from "./run-query.ts";
import { eventsSchema } from "./run-schemas.ts";
import { textStream } from "./text-stream.ts";

const MOST_EVENTS = 5_000;
const NDJSON = "application/x-ndjson";

const query = z.object({
  after: seqAfter,
  before: seqBefore.openapi({
    description: "Only what came before this seq; without `after` the last events before it",
  }),
  type: listOf(runEventTypes, "Only events of these types"),
  limit: z.coerce.number().int().min(1).max(MOST_EVENTS).default(1_000).openapi({ description: "Not of a stream" }),
});

// Not its exact type: from that the route would want an answer that is not streamed.
const content: Record<string, { schema: z.ZodType }> = {
  "application/json": { schema: eventsSchema },
  [NDJSON]: { schema: z.string().openapi({ description: "An event a line" }) },
};

/** The events of a run: a page as JSON, or all as NDJSON, streamed. */
export function eventRoutes({ db, failed }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes().openapi(
    createRoute({
      ...{ method: "get", path: "/runs/{id}/events", summary: "What happened in a run" },
      ...{ tags: ["Runs"], security: SESSION_SECURITY, middleware: guards.user },
      request: { params: idParam, query },
      responses: {
        200: { description: "In order; without gap unless types were chosen", content },
        ...problemAnswers({
          401: "Not signed in",
          404: "ERR_RUN_002: none, or not yours",
          410: "ERR_RUN_006: removed",
        }),
      },
    }),
    async (c) => {
      const { id, lastSeq, eventsPrunedAt } = await foundRun(db, c.var.viewer, c.req.valid("param").id);
      if (eventsPrunedAt) throw new HttpProblem("ERR_RUN_006");
      const { limit, type: types, ...bounds } = c.req.valid("query");
      const stretch = { ...bounds, types };
      if (!wantsStream(c)) return c.json({ events: await runEventsBetween(db, id, stretch, limit), lastSeq }, 200);
      const { method, path } = c.req;
      const lines = eventLines(runEventStream(db, id, lastSeq, stretch));
      return c.body(
        textStream(lines, (error) => failed(error, { method, path })),
        200,
        { "content-type": NDJSON },
      );
    },
  );
}

function wantsStream(c: Context): boolean {
  const supports = ["application/json", NDJSON];
  return accepts(c, { header: "Accept", supports, default: "application/json" }) === NDJSON;
}

async function* eventLines(events: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}
