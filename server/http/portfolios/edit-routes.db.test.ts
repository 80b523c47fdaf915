import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { portfolioList } from "#server/queries/portfolio-list.ts";
import { portfolioPage } from "#server/queries/portfolio-page.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { resultsOf, storeResults } from "#tests/fixtures/stored-results.ts";
import { createTestApi, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

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

  it("takes another price source, and forgets what was computed from the old one, to the last row", async () => {
    const { db } = api.database;
    const [id, other] = [await store("First"), await store("Beside", "sample")];
    for (const portfolioId of [id, other]) await storeResults(db, portfolioId, ["2025-03-03", "2025-03-04"]);
    const { status, body } = await edit(id, { priceSource: "sample" });
    expect([status, body.portfolio]).toMatchObject([200, { priceSource: "sample", priceSourceLabel: "Sample market" }]);
    expect(await resultsOf(db, id)).toEqual({ rows: 0, live: null });
    expect(await resultsOf(db, other)).toEqual({ rows: 14, live: "2025-03-04" });
    const row = await stored(id);
    expect(row).toMatchObject({ recomputeFrom: null, recomputeSetAt: expect.any(Date), recomputeSetBy: null });
  });

  it("shows a portfolio whose source has changed as one without results yet, with its newest run", async () => {
    const { db } = api.database;
    const id = await store("Switched");
    const runId = await storeRun(db, id, { status: "completed", endedAt: new Date() });
    await storeResults(db, id, ["2025-03-03"]);
    await edit(id, { priceSource: "sample" });
    const page = await portfolioPage(db, owner, id);
    expect(page).toMatchObject({
      ...{ portfolio: { simulated: true }, snapshots: [], factors: null, risk: null, sectors: null },
      ...{ holdings: { holdings: [{ symbol: "AAPL" }] }, runs: [{ id: runId, status: "completed" }] },
    });
    const listed = (await portfolioList(db, owner)).find((each) => each.id === id);
    expect(listed).toMatchObject({ latest: null, lastRun: { id: runId }, simulated: true });
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
