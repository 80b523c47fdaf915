import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApi, importForm, json, ORIGIN, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

interface Operation {
  method: string;
  path: string;
  security?: unknown[];
  responses: Record<string, unknown>;
  parameters?: { name: string; description?: string; schema?: { maximum?: number } }[];
}

let api: TestApi;
let ann: TestUser;
let bob: TestUser;
let admin: TestUser;
let portfolioId: string;
let runId: string;
let operations: Operation[];
let document: { openapi: string; paths: Record<string, Record<string, Operation>> };

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
  bob = await api.signUp("Bob");
  admin = await api.signUp("Root", "admin");
  const made = await api.request("/api/v1/portfolios", { method: "POST", body: importForm(), as: ann });
  const { portfolio, run } = await made.json();
  portfolioId = portfolio.id;
  runId = run.id;
  document = await (await api.request("/api/v1/openapi.json")).json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

/** A well-formed request of an operation, on the given objects. */
function call({ method, path }: Operation, ids: { portfolio: string; run: string }, as?: TestUser): Promise<Response> {
  const id = path.startsWith("/runs/") ? ids.run : ids.portfolio;
  const address = `/api/v1${path.replace(/\{\w+\}/, id)}`;
  if (method === "GET" || method === "DELETE") return api.request(address, { method, as });
  if (path === "/portfolios") return api.request(address, { method, body: importForm(), as });
  return api.request(address, { ...json(method, {}), as });
}

it("says of every page of a portfolio's lists how long it may be", () => {
  const paged = operations.filter(({ path }) => /^\/portfolios\/\{id\}\/(positions|events)$/.test(path));
  const limits = paged.flatMap(({ parameters = [] }) => parameters.filter(({ name }) => name === "limit"));
  expect(limits.map(({ schema, description }) => [schema?.maximum, description])).toEqual([
    [1000, expect.stringContaining("1,000")],
    [200, expect.stringContaining("200")],
  ]);
});

it.each([
  ["runs/{run}/log/entries?q", "q"],
  ["runs/{run}/log/entries?phase", "phase"],
  ["portfolios/{portfolio}/positions?search", "search"],
  ["symbols?q", "q"],
  ["symbols?q=AAPL&source", "source"],
  ["admin/symbol-failures?cursor", "cursor"],
  ["admin/quarantine?symbol", "symbol"],
])("refuses a NUL, which no text of the database can hold: %s", async (query, field) => {
  const path = query.replace("{run}", runId).replace("{portfolio}", portfolioId);
  // Only a cursor of the right form is read at all.
  const text = field === "cursor" ? "1%7Cyahoo%7CA%00B" : "A%00B";
  const response = await api.request(`/api/v1/${path}=${text}`, { as: path.startsWith("admin/") ? admin : ann });
  expect([response.status, await response.json()]).toEqual([
    400,
    expect.objectContaining({
      code: "ERR_REQ_001",
      errors: [{ code: "ERR_REQ_001", field, message: "A text cannot hold the NUL character" }],
    }),
  ]);
});

it.each([
  ["symbols/stored", { symbols: [{ symbol: "A\0B", since: "2026-01-02" }] }, "symbols.0.symbol"],
  ["symbols/check", { symbols: ["A\0B"] }, "symbols.0"],
  ["admin/symbol-failures/retry", { source: "sample", symbol: "A\0B" }, "symbol"],
])("refuses a NUL in a text of a body: %s", async (path, body, field) => {
  const as = path.startsWith("admin/") ? admin : ann;
  const response = await api.request(`/api/v1/${path}`, { ...json("POST", body), as });
  expect([path, response.status, (await response.json()).errors]).toEqual([
    path,
    400,
    [{ code: "ERR_REQ_001", field, message: "A text cannot hold the NUL character" }],
  ]);
});

describe("who may do what", () => {
  it("answers every operation on another user's object exactly as on a missing one", async () => {
    const onObjects = operations.filter(({ path }) => path.includes("{") && !path.startsWith("/admin"));
    expect(onObjects.length).toBeGreaterThanOrEqual(15);
    for (const operation of onObjects) {
      const others = await call(operation, { portfolio: portfolioId, run: runId }, bob);
      const missing = await call(operation, { portfolio: randomUUID(), run: randomUUID() }, bob);
      const malformed = await call(operation, { portfolio: "1", run: "1" }, bob);
      const answers = await Promise.all([others, missing, malformed].map((response) => response.text()));
      const what = `${operation.method} ${operation.path}`;
      expect([what, others.status, missing.status, malformed.status]).toEqual([what, 404, 404, 404]);
      expect([what, new Set(answers).size]).toEqual([what, 1]);
      expect(JSON.parse(answers[0]!).code).toMatch(/^ERR_(PORT_014|RUN_002)$/);
    }
    expect((await api.request(`/api/v1/portfolios/${portfolioId}`, { as: ann })).status).toBe(200);
  });

  it("shows an admin every run, but no other user's portfolio", async () => {
    expect((await api.request(`/api/v1/runs/${runId}`, { as: admin })).status).toBe(200);
    expect((await api.request(`/api/v1/runs/${runId}/log`, { as: admin })).status).toBe(200);
    expect((await api.request(`/api/v1/portfolios/${portfolioId}`, { as: admin })).status).toBe(404);
  });

  it("asks for a session wherever OpenAPI says so, and for an admin's under /admin", async () => {
    const secured = operations.filter(({ security }) => security);
    const open = operations.filter(({ security }) => !security).map(({ path }) => path);
    expect(open.toSorted()).toEqual([
      "/access-links/inspect",
      "/access-links/redeem",
      "/healthz",
      "/onboarding/csv-template",
      "/readyz",
    ]);
    for (const operation of secured) {
      const response = await call(operation, { portfolio: portfolioId, run: runId });
      expect([operation.path, response.status]).toEqual([operation.path, 401]);
      expect(await response.json()).toMatchObject({ code: "ERR_AUTH_001" });
    }
    for (const operation of operations.filter(({ path }) => path.startsWith("/admin"))) {
      const response = await call(operation, { portfolio: portfolioId, run: runId }, ann);
      expect([operation.path, response.status]).toEqual([operation.path, 403]);
      expect(await response.json()).toMatchObject({ code: "ERR_AUTH_002" });
    }
  });

  it("does not let another site's page write, nor a session forged", async () => {
    const body = JSON.stringify({});
    const headers = { "content-type": "application/json", origin: "https://evil.example" };
    const foreign = await api.request(`/api/v1/portfolios/${portfolioId}/runs`, {
      method: "POST",
      body,
      headers,
      as: ann,
    });
    expect(foreign.status).toBe(403);
    expect(await foreign.json()).toMatchObject({ code: "ERR_REQ_004" });
    const forged = { ...ann, cookie: `${ann.cookie.slice(0, -6)}AAAAAA` };
    expect((await api.request("/api/v1/portfolios", { as: forged })).status).toBe(401);
  });
});

describe("the auth library", () => {
  it("is served for signing in and out and for one's sessions, and nothing else of it", async () => {
    for (const [method, path] of [
      ["GET", "/api/auth/admin/list-users"],
      ["POST", "/api/auth/admin/impersonate-user"],
      ["POST", "/api/auth/update-user"],
      ["POST", "/api/auth/sign-up/email"],
      ["GET", "/api/auth/error"],
    ] as const) {
      const body = method === "POST" ? json(method, { userId: ann.userId }) : {};
      const response = await api.request(path, { ...body, as: admin });
      expect([path, response.status, (await response.json()).code]).toEqual([path, 404, "ERR_REQ_002"]);
    }
    expect((await api.request("/api/auth/get-session", { as: ann })).status).toBe(200);
  });
});

describe("errors", () => {
  it("are problem+json with a code, a reason and a way out, also for addresses that do not exist", async () => {
    const response = await api.request("/api/v1/nothing", { as: ann });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      code: "ERR_REQ_002",
      detail: "There is nothing at this address",
      fix: "See /api/docs for what there is.",
      errors: [],
    });
  });

  it("name the field of malformed input, and refuse bodies that are no JSON or too large", async () => {
    const limit = await api.request(`/api/v1/runs/${runId}/events?limit=0`, { as: ann });
    expect(limit.status).toBe(400);
    expect(await limit.json()).toMatchObject({ code: "ERR_REQ_001", errors: [{ field: "limit" }] });
    const start = `/api/v1/portfolios/${portfolioId}/runs`;
    const broken = await api.request(start, { ...json("POST", {}), body: "{", as: ann });
    expect([broken.status, (await broken.json()).code]).toEqual([400, "ERR_REQ_001"]);
    const large = await api.request(start, { ...json("POST", { from: "x".repeat(70_000) }), as: ann });
    expect([large.status, (await large.json()).code]).toEqual([413, "ERR_REQ_003"]);
  });

  it("name the methods an address takes when it does not take the one sent", async () => {
    for (const [method, path, allowed] of [
      ["PUT", "/api/v1/portfolios", "GET, POST"],
      ["PUT", `/api/v1/portfolios/${portfolioId}`, "GET, PATCH, DELETE"],
      ["OPTIONS", `/api/v1/runs/${runId}/cancel`, "POST"],
      ["POST", "/healthz", "GET"],
    ] as const) {
      const response = await api.request(path, { method, as: ann });
      expect([path, response.status, response.headers.get("allow")]).toEqual([path, 405, allowed]);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ status: 405, code: "ERR_REQ_005", title: "Method Not Allowed" });
    }
  });

  it("are the sender's, not the server's, however strange a number, date, text or cursor is", async () => {
    const cursor = (...content: unknown[]) => Buffer.from(JSON.stringify(content)).toString("base64url");
    for (const [path, status] of [
      [`/api/v1/runs/${runId}/events?after=99999999999`, 200],
      [`/api/v1/onboarding/status/${portfolioId}/logs?after=99999999999`, 200],
      [`/api/v1/portfolios/${portfolioId}/snapshots?from=2025-02-30`, 400],
      [`/api/v1/portfolios/${portfolioId}/snapshots?to=0000-01-01`, 400],
      [`/api/v1/portfolios/${portfolioId}/symbols/A%00B`, 400],
      [`/api/v1/portfolios/${portfolioId}/symbols/${"A".repeat(201)}`, 400],
      [`/api/v1/portfolios/${portfolioId}/symbols/%2F..%2F${encodeURIComponent("' ☂")}`, 404],
      [`/api/v1/portfolios/${portfolioId}/symbols/A?date=2025-02-30`, 400],
      ["/api/v1/admin/runs?text=%00", 400],
      ["/api/v1/admin/runs?cursor=nonsense", 400],
      ["/api/v1/admin/runs?cursor=", 200],
      [`/api/v1/admin/runs?cursor=${cursor("9999999999999999", runId)}`, 200],
      [`/api/v1/admin/runs?cursor=${cursor("2025-99-99 00:00:00+00", runId)}`, 400],
    ] as const) {
      const response = await api.request(path, { as: path.includes("/admin/") ? admin : ann });
      expect([path, response.status]).toEqual([path, status]);
    }
  });

  it("of the server itself say nothing about it, and are reported", async () => {
    await api.database.sql`alter table portfolio_risk rename to hidden`;
    const response = await api.request(`/api/v1/portfolios/${portfolioId}/risk`, { as: ann });
    await api.database.sql`alter table hidden rename to portfolio_risk`;
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/portfolio_risk|select/);
    expect(api.faults.splice(0)).toHaveLength(1);
  });
});

describe("the description", () => {
  it("is OpenAPI 3.1 whose references all resolve and whose operations all say how they answer", () => {
    expect(document.openapi).toBe("3.1.0");
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]!);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      const found = reference
        .split("/")
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], document);
      expect([reference, typeof found]).toEqual([reference, "object"]);
    }
    for (const { path, responses, method } of operations) {
      if (method === "POST" && !path.endsWith("}/cancel"))
        expect([path, responses[400]]).toEqual([path, expect.anything()]);
      expect([path, Object.keys(responses).some((status) => status.startsWith("2"))]).toEqual([path, true]);
      const declared = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const listed = JSON.stringify(document.paths[path]);
      for (const name of declared) expect(listed).toContain(`"name":"${name}"`);
    }
  });

  it("has a reference page of all it describes that loads nothing from elsewhere", async () => {
    const page = await api.request("/api/docs");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    const html = await page.text();
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    const files = links.filter((link) => !link.startsWith("#"));
    expect(files).toEqual(["/api/docs/reference.css", "/api/docs/theme.js", "/api/v1/openapi.json"]);
    for (const file of files) {
      const answer = await api.request(file);
      expect([file, answer.status, (await answer.text()).length > 50]).toEqual([file, 200, true]);
    }
  });

  it("has every operation on the reference page, and every place a link on it leads to", async () => {
    const html = await (await api.request("/api/docs")).text();
    for (const { method, path } of operations) {
      expect(html).toContain(`<span class="method">${method}</span> <code>${path}</code>`);
    }
    const places = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]!);
    expect(targets.filter((target) => !places.has(target))).toEqual([]);
  });

  it("is answered with headers that keep it out of frames and caches", async () => {
    const { headers } = await api.request("/api/v1/portfolios", { as: ann });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("health", () => {
  it("is told at the root and under /api/v1", async () => {
    for (const path of ["/healthz", "/api/v1/healthz", "/readyz", "/api/v1/readyz"]) {
      expect([path, (await api.request(path)).status]).toEqual([path, 200]);
    }
  });
});

describe("access links", () => {
  it("let an invited person make an account once, signed in at once", async () => {
    const invited = await api.request("/api/v1/admin/invitations", {
      ...json("POST", { email: "Eve@example.com" }),
      as: admin,
    });
    expect(invited.status).toBe(201);
    const { url, role } = await invited.json();
    expect(role).toBe("user");
    expect(url).toContain(`${ORIGIN}/invitation?token=`);
    const token = new URL(url).searchParams.get("token");
    const looked = await api.request("/api/v1/access-links/inspect", json("POST", { token }));
    expect(await looked.json()).toMatchObject({ kind: "invitation", email: "eve@example.com", role: "user" });
    const weak = await api.request(
      "/api/v1/access-links/redeem",
      json("POST", { token, name: "Eve", password: "short" }),
    );
    expect([weak.status, (await weak.json()).code]).toEqual([422, "ERR_AUTH_006"]);
    const redeem = () =>
      api.request("/api/v1/access-links/redeem", json("POST", { token, name: "Eve", password: "correct horse" }));
    const redeemed = await redeem();
    expect(redeemed.status).toBe(201);
    const cookie = redeemed.headers.get("set-cookie")!.split(";")[0]!;
    const eve: TestUser = { cookie, userId: "", role: "user", email: "eve@example.com" };
    expect((await api.request("/api/v1/portfolios", { as: eve })).status).toBe(200);
    const again = await redeem();
    expect([again.status, (await again.json()).code]).toEqual([404, "ERR_AUTH_003"]);
    const { users } = await (await api.request("/api/v1/admin/users", { as: admin })).json();
    expect(users.map((user: { email: string }) => user.email)).toContain("eve@example.com");
  });
});
