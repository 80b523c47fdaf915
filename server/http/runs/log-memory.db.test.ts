import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { storeLongLog } from "#tests/fixtures/long-log.ts";
import { createTestApi, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

const LINES = 100_000;
const LENGTH = 500;
const SAMPLE_BYTES = 4e6;
const MOST_GROWTH_BYTES = 25e6;

let api: TestApi;
let root: TestUser;
let runId: string;

beforeAll(async () => {
  api = await createTestApi();
  root = await api.signUp("Root", "admin");
  runId = await storeLongLog(api.database, { lines: LINES, length: LENGTH });
});
afterAll(() => api.close());

/** What is really in use, garbage collected. */
function usedBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

it.each([["/log?format=txt"], ["/log?format=csv"], ["/events", "application/x-ndjson"]])(
  "[LOG4] %s of 100,000 lines takes no more memory than a short one",
  async (path, accept = "*/*") => {
    const response = await api.request(`/api/v1/runs/${runId}${path}`, { as: root, headers: { accept } });
    const before = usedBytes();
    let [bytes, sampledAt, most] = [0, 0, 0];
    for await (const chunk of response.body!) {
      bytes += chunk.length;
      if (bytes - sampledAt < SAMPLE_BYTES) continue;
      sampledAt = bytes;
      most = Math.max(most, usedBytes() - before);
    }
    expect(bytes).toBeGreaterThan(LINES * LENGTH);
    expect(most).toBeLessThan(MOST_GROWTH_BYTES);
  },
);
