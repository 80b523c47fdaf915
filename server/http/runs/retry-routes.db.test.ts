import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runEvents, runPhases, runs } from "#server/db/schema/run.ts";
import { createTestApi, importForm, json, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

let api: TestApi;
let ann: TestUser;
let portfolioId: string;
let runId: string;

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
  const made = await api.request("/api/v1/portfolios", { method: "POST", body: importForm(), as: ann });
  const { portfolio, run } = await made.json();
  portfolioId = portfolio.id;
  await post(`/api/v1/runs/${run.id}/cancel`);
});
beforeEach(async () => {
  await api.database.db.update(runs).set({ status: "cancelled" }).where(eq(runs.status, "queued"));
  const { run } = await (await start()).json();
  runId = run.id;
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

const get = (path: string) => api.request(path, { as: ann });
const post = (path: string, as = ann) => api.request(path, { method: "POST", as });
const start = () => api.request(`/api/v1/portfolios/${portfolioId}/runs`, { ...json("POST", {}), as: ann });
const end = (status: "completed" | "partial" | "failed", change: object = {}) =>
  api.database.db
    .update(runs)
    .set({ status, startedAt: new Date(), endedAt: new Date(), ...change })
    .where(eq(runs.id, runId));

describe("retrying a run over HTTP", () => {
  it("[RUN9] queues a new run that names the one it retries", async () => {
    await end("failed");
    const response = await post(`/api/v1/runs/${runId}/retry`);
    expect(response.status).toBe(202);
    const { run } = await response.json();
    expect(run).toMatchObject({
      kind: "retry",
      status: "queued",
      portfolio: { id: portfolioId },
      requestedBy: ann.email,
    });
    expect(response.headers.get("location")).toBe(`/api/v1/runs/${run.id}`);
    expect(api.queued).toContain(run.id);
    expect((await (await get(`/api/v1/runs/${run.id}`)).json()).run).toMatchObject({ retryOf: runId, usual: null });
  });

  it("[RUN3] answers with the run that is under way", async () => {
    const itself = await post(`/api/v1/runs/${runId}/retry`);
    expect(itself.status).toBe(409);
    expect(await itself.json()).toMatchObject({ code: "ERR_RUN_001", run: { id: runId } });
    await end("failed");
    const { run: other } = await (await start()).json();
    const second = await post(`/api/v1/runs/${runId}/retry`);
    expect(await second.json()).toMatchObject({ code: "ERR_RUN_001", run: { id: other.id, status: "queued" } });
  });

  it("[RUN9] refuses a run with nothing to retry, and another's as one that is not there", async () => {
    await api.database.db.update(runPhases).set({ status: "completed" }).where(eq(runPhases.runId, runId));
    await end("completed");
    const refused = await post(`/api/v1/runs/${runId}/retry`);
    expect([refused.status, (await refused.json()).code]).toEqual([409, "ERR_RUN_005"]);
    const bob = await api.signUp("Bob");
    expect((await post(`/api/v1/runs/${runId}/retry`, bob)).status).toBe(404);
    const admin = await api.signUp("Ada", "admin");
    await api.database.db.update(runPhases).set({ status: "failed" }).where(eq(runPhases.runId, runId));
    await end("partial");
    expect((await post(`/api/v1/runs/${runId}/retry`, admin)).status).toBe(202);
  });
});

describe("a run whose events were removed for their age", () => {
  const gone = "The log of this run was removed after 90 days; its phases and results are kept.";

  beforeEach(async () => {
    const eventsPrunedAt = new Date("2025-04-01T03:30:00Z");
    await end("completed", { lastSeq: 120, infoCount: 40, endedAt: new Date("2025-01-01T03:00:00Z"), eventsPrunedAt });
    await api.database.db.delete(runEvents).where(eq(runEvents.runId, runId));
  });

  it("keeps its row and phases, and says when they were removed", async () => {
    const { run } = await (await get(`/api/v1/runs/${runId}`)).json();
    expect(run).toMatchObject({ status: "completed", eventsPrunedAt: "2025-04-01T03:30:00.000Z", seq: 120 });
    expect(run.phases).toHaveLength(9);
  });

  it.each(["txt", "json", "ndjson", "csv"])("says in its log as %s what is gone", async (format) => {
    const response = await get(`/api/v1/runs/${runId}/log?format=${format}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(gone);
  });

  it.each(["events?after=0", "log/entries?q=x"])(
    "tells a client that asks for %s that there are none any more",
    async (path) => {
      const response = await get(`/api/v1/runs/${runId}/${path}`);
      expect(response.status).toBe(410);
      expect(await response.json()).toMatchObject({ code: "ERR_RUN_006", status: 410, title: "Gone" });
    },
  );
});
