import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  runId = run.id;
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

const get = (path: string, headers: Record<string, string> = {}) => api.request(path, { headers, as: ann });
const start = (body: object) =>
  api.request(`/api/v1/portfolios/${portfolioId}/runs`, { ...json("POST", body), as: ann });

describe("a run over HTTP", () => {
  it("[RUN3] is not started twice: the answer is the active one, and says so", async () => {
    const response = await start({});
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "ERR_RUN_001", run: { id: runId, status: "queued" } });
  });

  it("[PLAN3] shows all nine phases before it has begun", async () => {
    const { run } = await (await get(`/api/v1/runs/${runId}`)).json();
    expect(run).toMatchObject({ runId, status: "queued", kind: "onboarding", percent: 0, seq: 0 });
    expect(run.phases.map((phase: { status: string }) => phase.status)).toEqual(Array(9).fill("pending"));
    expect(run).not.toHaveProperty("log");
  });

  it("[RUN8] is cancelled while queued, once", async () => {
    const cancel = () => api.request(`/api/v1/runs/${runId}/cancel`, { method: "POST", as: ann });
    const first = await cancel();
    expect(first.status).toBe(202);
    expect((await first.json()).run).toMatchObject({ id: runId, status: "cancelled" });
    const second = await cancel();
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ code: "ERR_RUN_003" });
  });

  it("tells its events after a seq, without gap", async () => {
    const all = await (await get(`/api/v1/runs/${runId}/events`)).json();
    expect(all.events.map((event: { seq: number }) => event.seq)).toEqual(
      Array.from({ length: all.lastSeq }, (_, index) => index + 1),
    );
    expect(all.events.at(-1)).toMatchObject({ type: "run-complete", status: "cancelled" });
    const rest = await (await get(`/api/v1/runs/${runId}/events?after=1&limit=1`)).json();
    expect(rest.events).toEqual([all.events[1]]);
  });

  it.each(["tomorrow", "1989-12-31", "2999-01-01"])("refuses a range with the date %s", async (from) => {
    const response = await start({ from });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "ERR_RUN_004", errors: [{ field: "from", value: from }] });
  });

  it("is started again over a range once the last one has ended", async () => {
    expect((await start({ from: "2024-05-01", to: "2024-04-01" })).status).toBe(422);
    const response = await start({ from: "2024-04-01", to: "2024-05-01", force: true });
    expect(response.status).toBe(202);
    const { run } = await response.json();
    expect(response.headers.get("location")).toBe(`/api/v1/runs/${run.id}`);
    expect(run).toMatchObject({
      kind: "manual",
      status: "queued",
      portfolio: { id: portfolioId },
      requestedBy: ann.email,
    });
    const listed = await (await get(`/api/v1/portfolios/${portfolioId}/runs`)).json();
    expect(listed.runs.map((each: { id: string }) => each.id)).toEqual([run.id, runId]);
  });
});

describe("onboarding without a socket", () => {
  it("[LIVE9] tells the newest run's progress, and nothing anew when nothing has happened", async () => {
    await api.database.sql`delete from runs where portfolio_id = ${portfolioId}`;
    const path = `/api/v1/onboarding/status/${portfolioId}`;
    expect(await (await get(path)).json()).toMatchObject({
      ...{ status: "not_found", run_id: null, elapsed_seconds: 0 },
      overall_progress: { phases_completed: 0, phases_total: 9, percent_complete: 0 },
    });
    const { run } = await (await start({})).json();
    const response = await get(path);
    const status = await response.json();
    expect(status).toMatchObject({
      portfolio_id: portfolioId,
      run_id: run.id,
      status: "queued",
      elapsed_seconds: 0,
      overall_progress: { phases_completed: 0, phases_total: 9, percent_complete: 0, current_phase: null },
      current_phase_progress: null,
      activity_log: [],
    });
    expect(status.phases.map((phase: { phase_id: string }) => phase.phase_id)).toEqual([
      ...["phase_1", "phase_1_5", "phase_1_75", "phase_0", "phase_2", "phase_3", "phase_4", "phase_5", "phase_6"],
    ]);
    const etag = response.headers.get("etag")!;
    for (const known of [etag, etag.replace("W/", ""), `"other", ${etag}`]) {
      const unchanged = await get(path, { "if-none-match": known });
      expect([known, unchanged.status, await unchanged.text()]).toEqual([known, 304, ""]);
    }
    await api.request(`/api/v1/runs/${run.id}/cancel`, { method: "POST", as: ann });
    const after = await get(path, { "if-none-match": etag });
    expect(await after.json()).toMatchObject({
      status: "cancelled",
      overall_progress: { phases_completed: 0, percent_complete: 0 },
    });
    const logs = await (await get(`${path}/logs`)).json();
    expect(logs).toMatchObject({ run_id: run.id });
    expect(logs.logs.length).toBeGreaterThan(0);
  });

  it("offers price sources, samples and a template that imports as it stands", async () => {
    const offer = await (await get("/api/v1/onboarding/sources")).json();
    expect(offer.priceSources).toEqual([
      { name: "sample", label: "Sample market", simulated: true, attribution: "None of it is real" },
      { name: "upload", label: "Upload price files", simulated: false, attribution: "The owner's own" },
    ]);
    expect(offer.samples.map((sample: { id: string }) => sample.id)).toContain("growth");
    const template = await get("/api/v1/onboarding/csv-template");
    expect(template.headers.get("content-disposition")).toContain("nonet_positions_template.csv");
    const file = new Blob([await template.text()]);
    const fields = { name: "T", accountName: "Template", accountType: "ira", priceSource: "sample" };
    const body = importForm({ ...fields, openingEquity: "100000", sample: undefined, file });
    const imported = await api.request("/api/v1/portfolios", { method: "POST", body, as: ann });
    expect([imported.status, (await imported.json()).code]).toEqual([201, undefined]);
  });

  it("is gone with its portfolio", async () => {
    expect((await api.request(`/api/v1/portfolios/${portfolioId}`, { method: "DELETE", as: ann })).status).toBe(204);
    expect((await get(`/api/v1/onboarding/status/${portfolioId}`)).status).toBe(404);
    expect(await api.database.sql`select 1 from runs where portfolio_id = ${portfolioId}`).toHaveLength(0);
  });
});
