import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { runKinds, runStatuses } from "#lib/run/vocabulary.ts";
import { createInvitation } from "#server/auth/access-links.ts";
import { isRunCursor, runHistory } from "#server/queries/run-history.ts";
import { userList } from "#server/queries/user-list.ts";
import type { ApiParts } from "../api-parts.ts";
import {
  createRoutes,
  instant,
  jsonAnswer,
  jsonBody,
  problemAnswers,
  queryText,
  SESSION_SECURITY,
} from "../route-kit.ts";
import { runSummarySchema } from "../runs/run-schemas.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";

const common = { tags: ["Admin"], security: SESSION_SECURITY };
const refused = problemAnswers({ 401: "Not signed in", 403: "ERR_AUTH_002: for admins only" });

/** One or several values of a query parameter, repeated or separated by commas. */
function listOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  const split = (given: unknown) => [given].flat().flatMap((text) => (typeof text === "string" ? text.split(",") : []));
  return z
    .preprocess(split, z.array(z.enum(values)))
    .openapi({ type: "array", items: { type: "string", enum: [...values] } });
}

const historyQuery = z.object({
  status: listOf(runStatuses).optional(),
  kind: listOf(runKinds).optional(),
  portfolioId: z.string().optional(),
  text: queryText.max(200).optional().openapi({ description: "Part of a portfolio's name, an e-mail or a run's id" }),
  cursor: z
    .string()
    .max(500)
    .refine((text) => text === "" || isRunCursor(text), "This is not the nextCursor of a page")
    .optional()
    .openapi({ description: "nextCursor of the page before; empty: the first page" }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(["user", "admin"]),
    banned: z.boolean(),
    createdAt: instant,
    lastSeenAt: instant.nullable(),
    portfolioCount: z.number().int(),
  })
  .openapi("User");

const invitationBody = z.object({
  email: z.email().nullish().openapi({ description: "The only address the link is good for; left out: any" }),
  role: z.enum(["user", "admin"]).default("user"),
});

/** For admins: every run, every user, invitations. */
export function adminRoutes({ db, authSettings }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.admin;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/admin/runs", summary: "All runs, newest first" },
        request: { query: historyQuery },
        responses: {
          200: jsonAnswer(
            z.object({ runs: z.array(runSummarySchema).readonly(), nextCursor: z.string().nullable() }),
            "A page",
          ),
          ...refused,
        },
      }),
      async (c) => c.json(await runHistory(db, c.req.valid("query")), 200),
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/admin/users", summary: "All users by e-mail" },
        responses: { 200: jsonAnswer(z.object({ users: z.array(userSchema) }), "All of them"), ...refused },
      }),
      async (c) => c.json({ users: await userList(db) }, 200),
    )
    .openapi(
      createRoute({
        ...{
          ...common,
          middleware,
          method: "post",
          path: "/admin/invitations",
          summary: "A one-time link for a new user",
        },
        request: { body: jsonBody(invitationBody) },
        responses: {
          201: jsonAnswer(
            z.object({
              url: z.url(),
              role: z.enum(["user", "admin"]),
              email: z.string().nullable(),
              expiresAt: instant,
            }),
            "Shown once: only its hash is kept",
          ),
          ...refused,
        },
      }),
      async (c) => {
        const { role, email = null } = c.req.valid("json");
        const invitation = { role, email: email?.toLowerCase() ?? null, createdBy: c.var.viewer.userId };
        const { token, expiresAt } = await createInvitation(db, invitation);
        const url = new URL(`/invitation?token=${token}`, authSettings.publicUrl).href;
        return c.json({ url, role, email: invitation.email, expiresAt: expiresAt.toISOString() }, 201);
      },
    );
}
