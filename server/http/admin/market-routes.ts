import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { enteredAliases, restatementList, symbolFailureList } from "#server/queries/symbol-failures.ts";
import { systemStatus } from "#server/queries/system-status.ts";
import type { ApiParts } from "../api-parts.ts";
import {
  createRoutes,
  instant,
  isoDate,
  jsonAnswer,
  jsonBody,
  problemAnswers,
  queryText,
  SESSION_SECURITY,
} from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";
import { askAgain, enterAlias, removeAlias } from "./ask-again.ts";

const common = { tags: ["Admin"], security: SESSION_SECURITY };
const refused = { 401: "Not signed in", 403: "ERR_AUTH_002: for admins only" };

const providerStatus = z
  .object({
    provider: z.enum(["yahoo", "massive", "fmp"]),
    label: z.string(),
    place: z
      .number()
      .int()
      .nullable()
      .openapi({ description: "In the order they are asked, from 1; null: not set up" }),
    availability: z.union([
      z.object({ kind: z.literal("available") }),
      z.object({ kind: z.literal("paused"), until: instant, reason: z.string(), text: z.string() }),
    ]),
    failures: z.number().int().openapi({ description: "In a row" }),
    lastSuccessAt: instant.nullable(),
    lastError: z.object({ at: instant, code: z.string(), text: z.string() }).nullable(),
    usedToday: z.number().int(),
    leftToday: z.number().int().nullable().openapi({ description: "Null: the day has no limit" }),
    tokens: z.number().openapi({ description: "Requests that may be sent at once now" }),
    quota: z.object({ perMinute: z.number(), burst: z.number(), perDay: z.number().nullable() }),
  })
  .openapi("ProviderStatus");

const system = z.object({
  parts: z.array(z.object({ name: z.string(), ready: z.boolean(), detail: z.string().optional() })).readonly(),
  providers: z.array(providerStatus).readonly(),
  runs: z.object({ queued: z.number().int(), running: z.number().int(), workers: z.number().int() }),
  nightly: z
    .object({
      session: isoDate,
      symbolRunId: z.string().nullable(),
      startedAt: instant,
      endedAt: instant.nullable(),
      portfolioRuns: z.number().int().nullable(),
    })
    .nullable(),
  database: z.object({ version: z.string(), sizeBytes: z.number() }),
});

const failure = z
  .object({
    ...{ source: z.string(), symbol: z.string(), code: z.string(), reason: z.string(), attempts: z.number().int() },
    ...{ firstSeen: instant, lastSeen: instant, retryAfter: instant },
    ...{ alias: z.string().nullable(), portfolios: z.number().int() },
  })
  .openapi("SymbolFailure");

const restatement = z
  .object({
    ...{ id: z.string(), source: z.string(), symbol: z.string(), date: isoDate },
    ...{ kind: z.enum(["close", "split", "dividend"]), before: z.number().nullable(), after: z.number().nullable() },
    ...{ detectedAt: instant, runId: z.string().nullable() },
  })
  .openapi("Restatement");

const symbolText = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9.\-_]{1,20}$/, "A symbol: letters, digits, dot, dash or underscore");
/** Whatever a source can have been asked for: a pair of currencies and an option's symbol too. */
const failedSymbol = z.string().trim().toUpperCase().min(1).max(100);
const symbolParam = z.object({ symbol: symbolText.openapi({ param: { name: "symbol", in: "path" } }) });
const alias = z.object({ symbol: z.string(), alias: z.string(), note: z.string().nullable(), createdAt: instant });
const changed = z.object({ portfolios: z.number().int().openapi({ description: "Computed anew by their next run" }) });

/** For admins: the installation's own state, the symbols without prices, and what to do about them. */
export function marketRoutes(parts: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const { db, readiness, providers } = parts;
  const middleware = guards.admin;
  const read = { ...common, middleware, method: "get" } as const;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...read, path: "/admin/system", summary: "Providers, queue, workers, database, nightly batch" },
        responses: { 200: jsonAnswer(system, "As of now"), ...problemAnswers(refused) },
      }),
      async (c) => c.json({ parts: await readiness(), ...(await systemStatus(db, providers)) }, 200),
    )
    .openapi(
      createRoute({
        ...{ ...read, path: "/admin/symbol-failures", summary: "Symbols without prices, newest first" },
        request: { query: z.object({ cursor: queryText.max(200).optional() }) },
        responses: {
          200: jsonAnswer(
            z.object({ failures: z.array(failure).readonly(), nextCursor: z.string().nullable() }),
            "A page",
          ),
          ...problemAnswers(refused),
        },
      }),
      async (c) => c.json(await symbolFailureList(db, c.req.valid("query").cursor), 200),
    )
    .openapi(
      createRoute({
        ...{ ...read, path: "/admin/restatements", summary: "What providers published otherwise than before" },
        responses: {
          200: jsonAnswer(z.object({ restatements: z.array(restatement) }), "The newest 50"),
          ...problemAnswers(refused),
        },
      }),
      async (c) => c.json({ restatements: await restatementList(db) }, 200),
    )
    .route("/", retryRoutes(parts, guards))
    .route("/", aliasRoutes(parts, guards));
}

function retryRoutes({ db, runs }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const retried = z.object({
    portfolios: z.number().int().openapi({ description: "Portfolios that hold it, all computed anew" }),
    runs: z.array(z.string()).readonly().openapi({ description: "The runs started, of the first hundred" }),
  });
  return createRoutes().openapi(
    createRoute({
      ...{ ...common, middleware: guards.admin, method: "post", path: "/admin/symbol-failures/retry" },
      summary: "Ask for a symbol again, and compute the portfolios that hold it",
      request: { body: jsonBody(z.object({ source: z.string().max(100), symbol: failedSymbol })) },
      responses: {
        202: jsonAnswer(retried, "Its failure is forgotten"),
        ...problemAnswers({ ...refused, 404: "ERR_SYMBOL_001: no such failure" }),
      },
    }),
    async (c) => {
      const by = c.var.viewer.userId;
      return c.json(await askAgain({ db, start: runs.start }, { ...c.req.valid("json"), by }), 202);
    },
  );
}

function aliasRoutes({ db }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.admin;
  const path = "/admin/symbol-aliases/{symbol}" as const;
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/admin/symbol-aliases", summary: "The aliases entered" },
        responses: { 200: jsonAnswer(z.object({ aliases: z.array(alias) }), "By symbol"), ...problemAnswers(refused) },
      }),
      async (c) => c.json({ aliases: await enteredAliases(db) }, 200),
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "put", path, summary: "Have providers asked for another symbol instead" },
        request: {
          params: symbolParam,
          body: jsonBody(z.object({ alias: symbolText, note: z.string().trim().max(200).nullish() })),
        },
        responses: { 200: jsonAnswer(changed, "From the next run on"), ...problemAnswers(refused) },
      }),
      async (c) => {
        const { alias: other, note } = c.req.valid("json");
        const { symbol } = c.req.valid("param");
        return c.json(await enterAlias(db, { symbol, alias: other, note: note || null, by: c.var.viewer.userId }), 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "delete", path, summary: "Ask for the symbol itself again" },
        request: { params: symbolParam },
        responses: {
          200: jsonAnswer(changed, "From the next run on"),
          ...problemAnswers({ ...refused, 404: "ERR_SYMBOL_002: no such alias" }),
        },
      }),
      async (c) => c.json(await removeAlias(db, c.req.valid("param").symbol), 200),
    );
}
