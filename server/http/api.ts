import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { accessLinkRoutes } from "./access-links/access-link-routes.ts";
import { adminRoutes } from "./admin/admin-routes.ts";
import type { ApiParts } from "./api-parts.ts";
import { healthRoutes } from "./health-routes.ts";
import { onboardingRoutes } from "./onboarding/onboarding-routes.ts";
import { importRoutes } from "./portfolios/import-routes.ts";
import { portfolioRoutes } from "./portfolios/portfolio-routes.ts";
import { resultRoutes } from "./portfolios/result-routes.ts";
import { HttpProblem, problemBody, toHttpProblem } from "./problem.ts";
import { referencePage } from "./reference-page.ts";
import { createRoutes } from "./route-kit.ts";
import { runRoutes } from "./runs/run-routes.ts";
import { sameSite } from "./same-site.ts";
import { createGuards, type SignedInEnv } from "./session-guard.ts";

const BODY_BYTES = 65_536;
const IMPORT_PATH = "/api/v1/portfolios";
const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The HTTP API: resources under /api/v1, sign-in under /api/auth, the reference at /api/docs, health at the root. */
export function createApi(parts: ApiParts): OpenAPIHono {
  const api = new OpenAPIHono();
  api.use(compress());
  api.use(async (c, next) => {
    await next();
    if (!c.res.headers.has("content-security-policy")) c.header("content-security-policy", NO_CONTENT_POLICY);
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  });
  api.use("/api/*", sameSite(parts.authSettings.publicUrl), boundedBody());
  api.on(["GET", "POST"], "/api/auth/*", (c) => parts.auth.handler(c.req.raw));
  api.route("/api/docs", referencePage());
  api.route("/api/v1", resources(parts));
  api.route("/", healthRoutes(parts));
  api.notFound((c) => answer(c, new HttpProblem("ERR_REQ_002")));
  api.onError((error, c) => {
    const problem = toHttpProblem(error);
    if (problem.status >= 500) parts.failed(error, { method: c.req.method, path: c.req.path });
    return answer(c, problem);
  });
  return api;
}

function resources(parts: ApiParts): OpenAPIHono<SignedInEnv> {
  const guards = createGuards(parts.auth);
  const v1 = createRoutes();
  v1.openAPIRegistry.registerComponent("securitySchemes", "session", {
    ...{ type: "apiKey", in: "cookie", name: "nonet.session_token" },
    description: "Set by POST /api/auth/sign-in/email with { email, password }",
  });
  for (const routes of [importRoutes, portfolioRoutes, resultRoutes, runRoutes, onboardingRoutes, adminRoutes]) {
    v1.route("/", routes(parts, guards));
  }
  v1.route("/", accessLinkRoutes(parts)).route("/", healthRoutes(parts));
  v1.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Nonet", version: "1", description: "Portfolios, their onboarding runs and what the runs compute." },
    servers: [{ url: "/api/v1" }],
  });
  return v1;
}

/** Small bodies everywhere but on the import, which has its own bound. */
function boundedBody() {
  const tooLarge = () => {
    throw new HttpProblem("ERR_REQ_003");
  };
  const bound = bodyLimit({ maxSize: BODY_BYTES, onError: tooLarge });
  return (c: Context, next: () => Promise<void>) => (c.req.path === IMPORT_PATH ? next() : bound(c, next));
}

function answer(c: Context, problem: HttpProblem): Response {
  return c.body(JSON.stringify(problemBody(problem)), problem.status, { "content-type": "application/problem+json" });
}
