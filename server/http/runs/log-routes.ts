import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { removedLogText } from "#lib/run/removed-log.ts";
import type { LogLine, RunState } from "#lib/run/state.ts";
import { logPage } from "#server/queries/log-page.ts";
import { runLogEntries } from "#server/queries/run-events.ts";
import type { ApiParts } from "../api-parts.ts";
import { HttpProblem } from "../problem.ts";
import { createRoutes, idParam, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { foundRun, foundRunState } from "./found-run.ts";
import { LOG_CONTENT_TYPES, logDownload, logFormats } from "./log-download.ts";
import { askedFilter, levelList, logFilterQuery, seqAfter, seqAsOf, seqBefore } from "./run-query.ts";
import { logPageSchema } from "./run-schemas.ts";

const common = { tags: ["Runs"], security: SESSION_SECURITY };
const missing = problemAnswers({ 401: "Not signed in", 404: "ERR_RUN_002: none, or not yours" });

const removed = problemAnswers({ 410: "ERR_RUN_006: its events were removed for their age" });
const givenUp = problemAnswers({ 503: "ERR_RUN_007: the search took longer than ten seconds" });

// Not its exact type: from that the route would want an answer that is not streamed.
const FILES: Record<string, { schema: z.ZodType }> = Object.fromEntries(
  Object.values(LOG_CONTENT_TYPES).map((type) => [type.split(";")[0], { schema: z.string() }]),
);

const pageQuery = z.object({
  after: seqAfter,
  before: seqBefore,
  asOf: seqAsOf,
  ...logFilterQuery,
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
const fileQuery = z.object({ format: z.enum(logFormats).default("txt"), level: levelList });

/** The activity log of a run: read in pages, filtered and searched, or downloaded whole. */
export function logRoutes({ db, now, failed }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/runs/{id}/log/entries", summary: "Entries of the log" },
        description: "The newest, or those next before or after a seq; filtered and searched over the whole log.",
        request: { params: idParam, query: pageQuery },
        responses: { 200: jsonAnswer(logPageSchema, "Oldest first"), ...missing, ...removed, ...givenUp },
      }),
      async (c) => {
        const { id, lastSeq, eventsPrunedAt } = await foundRun(db, c.var.viewer, c.req.valid("param").id);
        if (eventsPrunedAt) throw new HttpProblem("ERR_RUN_006");
        const { before, after, asOf = lastSeq, limit, ...filter } = c.req.valid("query");
        const asOfSeq = Math.min(asOf, lastSeq);
        const from = askedDirection(before, after);
        const { signal } = c.req.raw;
        const page = logPage(db, id, { asOfSeq, filter: askedFilter(filter), from, limit }, { signal });
        return c.json(await page.catch(unlessGone(signal)), 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/runs/{id}/log", summary: "The activity log as a file" },
        request: { params: idParam, query: fileQuery },
        responses: { 200: { description: "The whole log, streamed", content: FILES }, ...missing },
      }),
      async (c) => {
        const { id, retryOf, eventsPrunedAt } = await foundRun(db, c.var.viewer, c.req.valid("param").id);
        const state = await foundRunState(db, c.var.viewer, id);
        const { format, level: levels } = c.req.valid("query");
        const { method, path } = c.req;
        return logDownload({
          ...{ state, retryOf, format, levels, now: now() },
          entries: eventsPrunedAt ? removedEntries(state, eventsPrunedAt) : runLogEntries(db, id, state.seq, levels),
          failed: (error) => failed(error, { method, path }),
        });
      },
    );
}

/** One entry that says what is gone, in the place of those that are. */
async function* removedEntries({ endedAt }: RunState, at: Date): AsyncGenerator<LogLine> {
  const prunedAt = at.toISOString();
  const message = removedLogText({ endedAt, prunedAt });
  yield { seq: 1, at: prunedAt, level: "info", logger: "nonet", phase: null, message, count: 1 };
}

/** What a search ends with that its client has broken off is no fault of the server, and nobody is answered. */
function unlessGone(signal: AbortSignal): (error: unknown) => never {
  return (error) => {
    throw signal.aborted ? new HttpProblem("ERR_REQ_001", { cause: error }) : error;
  };
}

/** @throws HttpProblem ERR_REQ_001 when both ways are asked at once. */
function askedDirection(before: number | undefined, after: number | undefined) {
  if (before !== undefined && after !== undefined) {
    const message = "Ask for what is before or for what is after, not both";
    throw new HttpProblem("ERR_REQ_001", { errors: [{ code: "ERR_REQ_001", field: "before", message }] });
  }
  if (before !== undefined) return { before };
  return after === undefined ? undefined : { after };
}
