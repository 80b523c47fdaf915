import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { newYorkDate } from "#lib/new-york-date.ts";
import { storedSymbolFacts } from "#server/queries/stored-symbol-facts.ts";
import type { ApiParts } from "../api-parts.ts";
import { HttpProblem } from "../problem.ts";
import {
  createRoutes,
  isoDate,
  jsonAnswer,
  jsonBody,
  problemAnswers,
  queryText,
  SESSION_SECURITY,
} from "../route-kit.ts";
import type { Guards, SignedInEnv } from "../session-guard.ts";

/** Somebody waits for these answers: what is not there by then is left out. */
const PATIENCE_MS = 8_000;
const MOST_SYMBOLS = 1_000;

const match = z
  .object({
    symbol: z.string(),
    name: z.string().nullable(),
    exchange: z.string().nullable(),
    kind: z.enum(["stock", "etf", "fund", "other"]),
  })
  .openapi("SymbolMatch");

const storedFacts = z.object({
  splits: z
    .array(z.object({ symbol: z.string(), date: isoDate, ratio: z.number() }))
    .readonly()
    .openapi({ description: "After the day given, by ex-date: new shares per old" }),
  foreign: z
    .array(z.object({ symbol: z.string(), currency: z.string() }))
    .readonly()
    .openapi({ description: "Prices in another currency, which are converted to dollars" }),
  unstored: z.array(z.string()).readonly().openapi({
    description: "Of these not all days since were collected yet: they may have splits that are not listed",
  }),
});

const common = { tags: ["Symbols"], security: SESSION_SECURITY };
const signedIn = { 401: "Not signed in" };

/** What symbols a price source knows. */
export function symbolRoutes({ db, symbols, priceSources, now }: ApiParts, guards: Guards): OpenAPIHono<SignedInEnv> {
  const middleware = guards.user;
  const chosen = (source: string | undefined) => source ?? priceSources[0]?.name ?? "";
  return createRoutes()
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "get", path: "/symbols", summary: "Search by part of a symbol or name" },
        request: {
          query: z.object({
            q: queryText.trim().min(1).max(50),
            source: queryText.max(100).optional().openapi({ description: "A price source; the first one offered" }),
          }),
        },
        responses: {
          200: jsonAnswer(z.object({ symbols: z.array(match) }), "Best first, at most ten"),
          ...problemAnswers({ ...signedIn, 502: "ERR_SYMBOL_003: the source cannot be searched now" }),
        },
      }),
      async (c) => {
        const { q, source } = c.req.valid("query");
        const signal = AbortSignal.timeout(PATIENCE_MS);
        const found = await symbols.search(chosen(source), q, signal).catch((cause: unknown) => {
          throw new HttpProblem("ERR_SYMBOL_003", { cause, detail: reasonOf(cause, signal) });
        });
        return c.json({ symbols: found }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "post", path: "/symbols/check" },
        summary: "Which of the symbols a price source does not know",
        request: {
          body: jsonBody(
            z.object({
              source: z.string().max(100).optional(),
              symbols: z.array(z.string().min(1).max(30)).max(MOST_SYMBOLS),
            }),
          ),
        },
        responses: {
          200: jsonAnswer(
            z.object({
              unknown: z.array(z.object({ symbol: z.string(), suggestions: z.array(match).readonly() })).readonly(),
              unchecked: z.array(z.string()).readonly().openapi({ description: "Nothing can be said of these now" }),
            }),
            "Symbols in neither list are known",
          ),
          ...problemAnswers(signedIn),
        },
      }),
      async (c) => {
        const { source, symbols: asked } = c.req.valid("json");
        const distinct = [...new Set(asked.map((symbol) => symbol.trim().toUpperCase()))];
        return c.json(await symbols.check(chosen(source), distinct, AbortSignal.timeout(PATIENCE_MS)), 200);
      },
    )
    .openapi(
      createRoute({
        ...{ ...common, middleware, method: "post", path: "/symbols/stored" },
        summary: "What is stored of symbols: their splits since a day, and other currencies than the dollar",
        request: {
          body: jsonBody(
            z.object({
              source: z.string().max(100).optional(),
              symbols: z.array(z.object({ symbol: z.string().min(1).max(30), since: isoDate })).max(MOST_SYMBOLS),
            }),
          ),
        },
        responses: {
          200: jsonAnswer(storedFacts, "Of what runs have collected; no provider is asked"),
          ...problemAnswers(signedIn),
        },
      }),
      async (c) => {
        const { source, symbols: held } = c.req.valid("json");
        return c.json(await storedSymbolFacts(db, chosen(source), held, newYorkDate(now())), 200);
      },
    );
}

function reasonOf(cause: unknown, signal: AbortSignal): string {
  if (signal.aborted) return "The price source did not answer in time";
  return cause instanceof Error ? cause.message : String(cause);
}
