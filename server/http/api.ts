import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { compress } from "hono/compress";
import { createMiddleware } from "hono/factory";
import { accessLinkRoutes } from "./access-links/access-link-routes.ts";
import { adminRoutes } from "./admin/admin-routes.ts";
import { marketRoutes } from "./admin/market-routes.ts";
import { SECTOR_WEIGHTS_PATH, sectorWeightRoutes } from "./admin/sector-weight-routes.ts";
import type { ApiParts } from "./api-parts.ts";
import { boundedBody } from "./bounded-body.ts";
import { healthRoutes } from "./health-routes.ts";
import { metricRoutes } from "./metrics/metric-routes.ts";
import { onboardingRoutes } from "./onboarding/onboarding-routes.ts";
import { actionRoutes } from "./portfolio-edits/action-routes.ts";
import { eventRoutes } from "./portfolio-edits/event-routes.ts";
import { flowRoutes } from "./portfolio-edits/flow-routes.ts";
import { positionRoutes } from "./portfolio-edits/position-routes.ts";
import { scenarioRoutes } from "./portfolio-edits/scenario-routes.ts";
import { valuationRoutes } from "./portfolio-edits/valuation-routes.ts";
import { editRoutes } from "./portfolios/edit-routes.ts";
import { importRoutes } from "./portfolios/import-routes.ts";
import { portfolioRoutes } from "./portfolios/portfolio-routes.ts";
import { isPriceFilesPath, priceFileRoutes } from "./portfolios/price-file-routes.ts";
import { resultRoutes } from "./portfolios/result-routes.ts";
import { HttpProblem, problemBody, toHttpProblem } from "./problem.ts";
import { adminQuarantineRoutes } from "./quarantine/admin-quarantine-routes.ts";
import { portfolioQuarantineRoutes } from "./quarantine/portfolio-quarantine-routes.ts";
import { referencePage } from "./reference/reference-page.ts";
import { createRoutes } from "./route-kit.ts";
import { runRoutes } from "./runs/run-routes.ts";
import { sameSite } from "./same-site.ts";
import { createGuards, type SignedInEnv } from "./session-guard.ts";
import { symbolRoutes } from "./symbols/symbol-routes.ts";

const BODY_BYTES = 65_536;
/** Files are sent there; each has a bound of its own. */
const UPLOAD_PATHS: ReadonlySet<string> = new Set(["/api/v1/portfolios", SECTOR_WEIGHTS_PATH]);
const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** What is served of the auth library; its administration and profile routes know none of our rules. */
const SESSION_READS = ["/api/auth/get-session", "/api/auth/list-sessions"];
const SESSION_WRITES = [
  "/api/auth/sign-in/email",
  "/api/auth/sign-out",
  "/api/auth/change-password",
  "/api/auth/revoke-session",
  "/api/auth/revoke-sessions",
  "/api/auth/revoke-other-sessions",
];

const DESCRIPTION = {
  openapi: "3.1.0",
  info: { title: "Nonet", version: "1", description: "Portfolios, their onboarding runs and what the runs compute." },
  servers: [{ url: "/api/v1" }],
};

/** The HTTP API: resources under /api/v1, sign-in under /api/auth, the reference at /api/docs, health at the root. */
export function createApi(parts: ApiParts): OpenAPIHono {
  const api = new OpenAPIHono();
  api.use(compress());
  api.use(async (c, next) => {
    await next();
    if (!c.res.headers.has("content-security-policy")) c.header("content-security-policy", NO_CONTENT_POLICY);
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  });
  api.use("/api/*", sameSite(parts.authSettings.publicUrl), smallBody());
  api.on("GET", SESSION_READS, (c) => parts.auth.handler(c.req.raw));
  api.on("POST", SESSION_WRITES, (c) => parts.auth.handler(c.req.raw));
  const v1 = resources(parts);
  api.route(
    "/api/docs",
    referencePage(() => v1.getOpenAPI31Document(DESCRIPTION)),
  );
  api.route("/api/v1", v1);
  api.route("/", healthRoutes(parts));
  api.notFound((c) => {
    const allowed = METHODS.filter((method) => answers(api, method, c.req.path));
    if (allowed.length === 0) return answer(c, new HttpProblem("ERR_REQ_002"));
    c.header("allow", allowed.join(", "));
    return answer(c, new HttpProblem("ERR_REQ_005"));
  });
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
  const ofPortfolios = [
    importRoutes,
    portfolioRoutes,
    editRoutes,
    priceFileRoutes,
    resultRoutes,
    portfolioQuarantineRoutes,
  ];
  const ofInputs = [positionRoutes, flowRoutes, valuationRoutes, scenarioRoutes, actionRoutes, eventRoutes];
  const ofUsers = [runRoutes, onboardingRoutes, symbolRoutes, metricRoutes];
  const ofAdmins = [adminRoutes, sectorWeightRoutes, marketRoutes, adminQuarantineRoutes];
  for (const routes of [...ofPortfolios, ...ofInputs, ...ofUsers, ...ofAdmins]) v1.route("/", routes(parts, guards));
  v1.route("/", accessLinkRoutes(parts)).route("/", healthRoutes(parts));
  v1.doc31("/openapi.json", DESCRIPTION);
  return v1;
}

/** Small bodies everywhere but where files are sent. */
function smallBody() {
  const bound = boundedBody(BODY_BYTES, () => new HttpProblem("ERR_REQ_003"));
  const isUpload = (path: string) => UPLOAD_PATHS.has(path) || isPriceFilesPath(path);
  return createMiddleware((c, next) => (isUpload(c.req.path) ? next() : bound(c, next)));
}

/** Whether an address has a route of that method, middleware aside. */
function answers(api: OpenAPIHono, method: string, path: string): boolean {
  return api.router.match(method, path)[0].some(([[, route]]) => route.method === method);
}

function answer(c: Context, problem: HttpProblem): Response {
  return c.body(JSON.stringify(problemBody(problem)), problem.status, { "content-type": "application/problem+json" });
}
