import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { snapshots } from "#server/db/schema/analytics.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { createTestApi, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

const DAY = {
  ...{ equity: "1", cash: "1", marketValue: "0", longExposure: "0", shortExposure: "0", grossExposure: "0" },
  ...{ netExposure: "0", pnl: "0", realizedPnl: "0", dividends: "0", flow: "0", cumulativePnl: "0" },
  ...{ positionCount: 0, longCount: 0, shortCount: 0, staleCount: 0, margin: false },
};

describe("changes of a portfolio", () => {
  let api: TestApi;
  let owner: TestUser;
  beforeAll(async () => {
    api = await createTestApi();
    owner = await api.signUp("Olga");
  });
  afterAll(() => api.close());

  const store = (accountName: string, priceSource = "files") =>
    storePortfolio(api.database.db, [{ symbol: "AAPL" }], { ownerId: owner.userId, accountName, priceSource });
  const edit = async (id: string, edits: unknown, as = owner) => {
    const headers = { "content-type": "application/json" };
    const init = { method: "PATCH", as, body: JSON.stringify(edits), headers };
    const answer = await api.request(`/api/v1/portfolios/${id}`, init);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const stored = async (id: string) => {
    const [row] = await api.database.db.select().from(portfolios).where(eq(portfolios.id, id));
    return row!;
  };

  it("takes another price source, and has everything recomputed from the first date", async () => {
    const id = await store("First");
    const dates = ["2025-03-03", "2025-03-04"];
    await api.database.db.insert(snapshots).values(dates.map((date) => ({ ...DAY, portfolioId: id, date })));
    const { status, body } = await edit(id, { priceSource: "sample" });
    expect([status, body.portfolio]).toMatchObject([200, { priceSource: "sample", priceSourceLabel: "Sample market" }]);
    expect(await stored(id)).toMatchObject({ recomputeFrom: "2025-03-03", recomputeSetBy: null });
  });

  it("leaves what is not given, and what does not change, as it is", async () => {
    const id = await store("Second", "sample");
    await edit(id, { name: "  New \n name ", priceSource: "sample" });
    expect(await stored(id)).toMatchObject({ name: "New name", accountName: "Second", recomputeSetAt: null });
    await edit(id, { description: "" });
    expect((await stored(id)).description).toBeNull();
  });

  it("names every problem at once and stores nothing", async () => {
    const id = await store("Third");
    const { status, body } = await edit(id, { name: " ", accountName: "x".repeat(101), priceSource: "bloomberg" });
    expect(status).toBe(422);
    const codes = (body.errors as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(["ERR_PORT_002", "ERR_PORT_011", "ERR_PORT_012"]);
    expect(await stored(id)).toMatchObject({ accountName: "Third", priceSource: "files" });
    expect((await edit(id, { accountName: "First" })).body).toMatchObject({ status: 409, code: "ERR_PORT_001" });
    expect((await edit(id, { priceSource: "upload" })).body).toMatchObject({ code: "ERR_PRICE_011" });
    expect((await edit(id, { openingEquity: "5" })).status, "a member that nobody knows").toBe(400);
  });

  it("waits for the end of a run under way before it takes another price source", async () => {
    const id = await store("Fourth");
    const runId = await storeRun(api.database.db, id);
    expect((await edit(id, { priceSource: "sample" })).body).toMatchObject({ code: "ERR_RUN_001", run: { id: runId } });
    expect((await edit(id, { name: "Renamed meanwhile" })).status).toBe(200);
    await api.database.db.update(runs).set({ status: "failed", endedAt: new Date() }).where(eq(runs.id, runId));
    expect((await edit(id, { priceSource: "sample" })).status).toBe(200);
  });

  it("is the owner's alone: to others there is no such portfolio", async () => {
    const id = await store("Fifth");
    const stranger = await api.signUp("Sam");
    expect((await edit(id, { name: "Mine" }, stranger)).body).toMatchObject({ status: 404, code: "ERR_PORT_014" });
  });
});
