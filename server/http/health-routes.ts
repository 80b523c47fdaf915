import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ApiParts } from "./api-parts.ts";
import { createRoutes, jsonAnswer } from "./route-kit.ts";
import type { SignedInEnv } from "./session-guard.ts";

const readySchema = z.object({
  ready: z.boolean(),
  parts: z.array(z.object({ name: z.string(), ready: z.boolean(), detail: z.string().optional() })).readonly(),
});

/** For whoever keeps the process alive: does it answer, and can it do its work. */
export function healthRoutes({ readiness }: ApiParts): OpenAPIHono<SignedInEnv> {
  const tags = ["Health"];
  return createRoutes()
    .openapi(
      createRoute({
        ...{ tags, method: "get", path: "/healthz", summary: "The process answers" },
        responses: { 200: jsonAnswer(z.object({ status: z.literal("ok") }), "It does") },
      }),
      (c) => c.json({ status: "ok" as const }, 200),
    )
    .openapi(
      createRoute({
        ...{ tags, method: "get", path: "/readyz", summary: "Database, queue and listener work" },
        responses: { 200: jsonAnswer(readySchema, "All do"), 503: jsonAnswer(readySchema, "Some do not") },
      }),
      async (c) => {
        const parts = await readiness();
        const ready = parts.every((part) => part.ready);
        return c.json({ ready, parts }, ready ? 200 : 503);
      },
    );
}
