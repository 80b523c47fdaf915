import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { METRIC_GROUPS } from "#lib/analytics/metric-catalogue.ts";
import type { ApiParts } from "../api-parts.ts";
import { createRoutes, jsonAnswer, problemAnswers, SESSION_SECURITY } from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";

const metric = z
  .object({
    id: z.string().openapi({ description: "What the `metrics` of an answer name", example: "sharpe-ratio" }),
    group: z.string(),
    name: z.string(),
    formula: z.string(),
    window: z.string(),
    priceBasis: z.string(),
    kind: z.enum(["sample", "population", "none"]).openapi({ description: "Statistics by n − 1, by n, or none" }),
    source: z.string(),
  })
  .openapi("Metric");

const METRICS = METRIC_GROUPS.flatMap(({ title, metrics }) => metrics.map((entry) => ({ group: title, ...entry })));

/** What the numbers mean: the catalogue behind the ids that result answers carry. */
export function metricRoutes(_parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  return createRoutes().openapi(
    createRoute({
      ...{ method: "get", path: "/metrics", tags: ["Metrics"], summary: "The definition of every figure" },
      ...{ security: SESSION_SECURITY, middleware: guards.user },
      responses: {
        200: jsonAnswer(z.object({ metrics: z.array(metric) }), "In the order of the portfolio page"),
        ...problemAnswers({ 401: "Not signed in" }),
      },
    }),
    (c) => c.json({ metrics: METRICS }, 200),
  );
}
