import { afterAll, beforeAll, expect, it } from "vitest";
import { METRIC_CATALOGUE } from "#lib/analytics/metric-catalogue.ts";
import { createTestApi, type TestApi } from "#tests/fixtures/test-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

it("tells whoever is signed in what each figure means, and nobody else", async () => {
  const ann = await api.signUp("Ann");
  const response = await api.request("/api/v1/metrics", { as: ann });
  expect(response.status).toBe(200);
  const { metrics } = await response.json();
  expect(metrics).toHaveLength(METRIC_CATALOGUE.length);
  expect(metrics).toContainEqual({
    ...METRIC_CATALOGUE.find(({ id }) => id === "sharpe-ratio"),
    group: "Return against risk",
  });
  expect((await api.request("/api/v1/metrics")).status).toBe(401);
});
