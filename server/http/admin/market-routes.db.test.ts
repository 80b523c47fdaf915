import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bars,
  companyProfiles,
  corporateActions,
  priceCoverage,
  providerStates,
  restatements,
  symbolAliases,
  symbolFactors,
  symbolFailures,
  symbolListings,
  symbolMetrics,
} from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { createTestApi, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

describe("the market data that admins look after", () => {
  let api: TestApi;
  let admin: TestUser;
  let user: TestUser;
  beforeAll(async () => {
    api = await createTestApi();
    admin = await api.signUp("Ada", "admin");
    user = await api.signUp("Uma");
  });
  afterAll(() => api.close());

  const send = (method: string, path: string, body?: unknown, as: TestUser = admin) =>
    api.request(`/api/v1/admin/${path}`, {
      method,
      as,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  const failed = (symbol: string, source = "yahoo", lastSeen = new Date()) => ({
    ...{ source, symbol, code: "unknown-symbol", reason: "No data found", attempts: 2 },
    ...{ firstSeen: lastSeen, lastSeen, retryAfter: new Date(lastSeen.getTime() + 86_400_000) },
  });
  const recompute = async (id: string) => {
    const columns = { from: portfolios.recomputeFrom, by: portfolios.recomputeSetBy, at: portfolios.recomputeSetAt };
    const [row] = await api.database.db.select(columns).from(portfolios).where(eq(portfolios.id, id));
    return row;
  };

  it("is for admins only", async () => {
    for (const path of ["system", "symbol-failures", "restatements", "symbol-aliases"]) {
      expect((await send("GET", path, undefined, user)).status, path).toBe(403);
      expect((await send("GET", path)).status, path).toBe(200);
    }
    const body = { source: "yahoo", symbol: "OLDN" };
    expect((await send("POST", "symbol-failures/retry", body, user)).status).toBe(403);
    expect((await send("PUT", "symbol-aliases/OLDN", { alias: "NEWN" }, user)).status).toBe(403);
    expect((await send("DELETE", "symbol-aliases/OLDN", undefined, user)).status).toBe(403);
  });

  it("tells how each provider is doing: its place, its breaker, what is left of its quota", async () => {
    await api.database.db.insert(providerStates).values({
      ...{ provider: "yahoo", tokens: 3, refilledAt: new Date(), day: new Date().toISOString().slice(0, 10) },
      ...{ usedToday: 41, failures: 5, closedUntil: new Date(Date.now() + 30_000), closedReason: "failures" },
      ...{ lastErrorAt: new Date(), lastErrorCode: "timeout", lastError: "Yahoo Finance did not answer within 10 s" },
    });
    const { providers, parts, runs, nightly } = (await (await send("GET", "system")).json()) as Record<string, never[]>;
    expect(providers).toMatchObject([
      {
        ...{ provider: "yahoo", place: 1, failures: 5, usedToday: 41, leftToday: null },
        ...{ availability: { kind: "paused", reason: "failures" }, lastError: { code: "timeout" } },
      },
      { provider: "massive", place: null, availability: { kind: "available" } },
      { provider: "fmp", place: null, leftToday: 250 },
    ]);
    expect([parts, runs, nightly]).toEqual([[{ name: "database", ready: true }], expect.objectContaining({}), null]);
  });

  it("pages the symbols without prices, newest first, with the portfolios that hold them", async () => {
    const { db } = api.database;
    const at = (minutes: number) => new Date(Date.UTC(2025, 0, 1) - minutes * 60_000);
    await db
      .insert(symbolFailures)
      .values(Array.from({ length: 105 }, (_, index) => failed(`S${index}`, "fmp", at(index))));
    // What files lack is their owner's matter, and an ETF that nobody holds and no factor needs is missed by nobody.
    await db.insert(symbolFailures).values([failed("AAPL", "files"), failed("GLD", "fmp")]);
    await storePortfolio(db, [{ symbol: "S0" }], { priceSource: "fmp" });
    const first = (await (await send("GET", "symbol-failures")).json()) as { failures: never[]; nextCursor: string };
    expect(first.failures).toHaveLength(100);
    expect(first.failures[0]).toMatchObject({ symbol: "S0", portfolios: 1, attempts: 2 });
    const rest = await send("GET", `symbol-failures?cursor=${encodeURIComponent(first.nextCursor)}`);
    const { failures, nextCursor } = (await rest.json()) as { failures: { symbol: string }[]; nextCursor: null };
    expect(failures.map(({ symbol }) => symbol)).toEqual(["S100", "S101", "S102", "S103", "S104"]);
    expect(nextCursor).toBeNull();
  });

  it("asks for a symbol again, in a run of each portfolio that holds it, from its entry on", async () => {
    const { db } = api.database;
    await db.insert(symbolFailures).values(failed("OLDN"));
    const positions = [{ symbol: "OLDN", entryDate: "2025-03-03" }];
    const holder = await storePortfolio(db, positions, { priceSource: "yahoo" });
    const other = await storePortfolio(db, positions, { priceSource: "sample" });
    const answer = await send("POST", "symbol-failures/retry", { source: "yahoo", symbol: "oldn" });
    expect(answer.status).toBe(202);
    const { portfolios: count, runs } = (await answer.json()) as { portfolios: number; runs: string[] };
    expect([count, api.queued.includes(runs[0] ?? "")]).toEqual([1, true]);
    expect(await recompute(holder)).toMatchObject({ from: "2025-03-03", by: null });
    expect((await recompute(other))?.from).toBeNull();
    const [failure] = await db.select().from(symbolFailures).where(eq(symbolFailures.symbol, "OLDN"));
    expect(failure?.retryAfter.getTime()).toBeLessThanOrEqual(Date.now());
    const missing = await send("POST", "symbol-failures/retry", { source: "massive", symbol: "OLDN" });
    expect(await missing.json()).toMatchObject({ status: 404, code: "ERR_SYMBOL_001" });
  });

  it.each(["EUR/USD", "AAPL251219C00200000", "BRKB  251219C00200000"])(
    "asks for %s again, which no position is named",
    async (symbol) => {
      await api.database.db.insert(symbolFailures).values(failed(symbol, "fmp"));
      expect((await send("POST", "symbol-failures/retry", { source: "fmp", symbol })).status).toBe(202);
    },
  );

  it("has the holders of what is listed in a currency computed anew, when its exchange rates are asked for again", async () => {
    const { db } = api.database;
    const listing = { provider: "massive", updatedAt: new Date() };
    await db.insert(symbolListings).values([
      { ...listing, source: "massive", symbol: "VOD.L", currency: "GBp" },
      { ...listing, source: "massive", symbol: "SAP.DE", currency: "EUR" },
    ]);
    await db.insert(symbolFailures).values(failed("GBP/USD", "massive"));
    const held = async (symbol: string, priceSource: string) =>
      storePortfolio(db, [{ symbol, entryDate: "2025-04-01" }], { priceSource });
    const holder = await held("VOD.L", "massive");
    const others = [await held("SAP.DE", "massive"), await held("VOD.L", "fmp")];
    const answer = await send("POST", "symbol-failures/retry", { source: "massive", symbol: "GBP/USD" });
    expect(await answer.json()).toMatchObject({ portfolios: 1, runs: [expect.any(String)] });
    expect((await recompute(holder))?.from).toBe("2025-04-01");
    for (const other of others) expect((await recompute(other))?.from).toBeNull();
  });

  it("leaves nothing of the company that a symbol stood for, beside what is stored of another under its alias", async () => {
    const { db } = api.database;
    const [symbol, date, source] = ["TWIN", "2025-01-02", "live"];
    for (const of of [source, "files"]) {
      const row = { source: of, symbol };
      await db.insert(bars).values({ ...row, date, close: 1 });
      await db.insert(corporateActions).values({ ...row, exDate: date, kind: "split", value: 2 });
      await db.insert(symbolListings).values({ ...row, provider: "yahoo", updatedAt: new Date() });
      await db.insert(priceCoverage).values({ ...row, fromDate: date, toDate: date });
      await db.insert(symbolFactors).values({ ...row, date, marketN: 0, rateN: 0, spreadN: 0, ridgeN: 0 });
      await db.insert(symbolMetrics).values({ ...row, asOf: date });
      await db.insert(companyProfiles).values({ ...row, name: "The first" });
    }
    expect((await send("PUT", "symbol-aliases/TWIN", { alias: "OTHER" })).status).toBe(200);
    const tables = [
      bars,
      corporateActions,
      symbolListings,
      priceCoverage,
      symbolFactors,
      symbolMetrics,
      companyProfiles,
    ];
    for (const table of tables) {
      const left = await db.select({ source: table.source }).from(table).where(eq(table.symbol, symbol));
      expect(left).toEqual([{ source: "files" }]);
    }
    expect((await send("DELETE", "symbol-aliases/TWIN")).status).toBe(200);
  });

  it("has live providers asked for an alias, and forgets what was stored under the symbol itself", async () => {
    const { db } = api.database;
    const covered = { symbol: "RENM", fromDate: "2024-01-02", toDate: "2025-01-02" };
    await db.insert(priceCoverage).values([
      { source: "yahoo", ...covered },
      { source: "files", ...covered },
    ]);
    const holder = await storePortfolio(db, [{ symbol: "RENM", entryDate: "2025-02-03" }], { priceSource: "yahoo" });
    const entered = await send("PUT", "symbol-aliases/renm", { alias: "newr", note: "renamed" });
    expect(await entered.json()).toEqual({ portfolios: 1 });
    expect(await (await send("GET", "symbol-aliases")).json()).toMatchObject({
      aliases: [{ symbol: "RENM", alias: "NEWR", note: "renamed" }],
    });
    expect((await recompute(holder))?.from).toBe("2025-02-03");
    const left = await db
      .select({ source: priceCoverage.source })
      .from(priceCoverage)
      .where(eq(priceCoverage.symbol, "RENM"));
    expect(left).toEqual([{ source: "files" }]);
    expect((await send("PUT", "symbol-aliases/RENM", { alias: "not a symbol" })).status).toBe(400);
    expect((await send("DELETE", "symbol-aliases/RENM")).status).toBe(200);
    expect(await (await send("DELETE", "symbol-aliases/RENM")).json()).toMatchObject({ code: "ERR_SYMBOL_002" });
    expect(await db.select().from(symbolAliases)).toEqual([]);
  });

  it("lists what was restated", async () => {
    await api.database.db.insert(restatements).values({
      ...{ source: "yahoo", symbol: "AAPL", date: "2025-03-14", kind: "close", before: 100, after: 101 },
      ...{ provider: "yahoo", detectedAt: new Date() },
    });
    expect(await (await send("GET", "restatements")).json()).toMatchObject({
      restatements: [{ symbol: "AAPL", kind: "close", before: 100, after: 101, runId: null }],
    });
  });
});
