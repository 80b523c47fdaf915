import { afterAll, beforeAll, expect, test } from "vitest";
import { createPostgresGate } from "#server/market/provider-http/postgres-gate.ts";
import { ProviderError } from "#server/market/provider-http/provider-error.ts";
import { providerQuotas } from "#server/market/provider-http/provider-quotas.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { providerHealth } from "./provider-states.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("tells of every provider what the gate has learnt, also of those never asked", async () => {
  const quotas = providerQuotas({ yahoo: null, massive: null, fmp: null });
  const gate = createPostgresGate(database.db, quotas);
  await gate.enter("fmp", new AbortController().signal);
  const details = { provider: "fmp", retryAfterMs: 600_000 } as const;
  await gate.failed("fmp", new ProviderError("rate-limited", "too many", details));
  const health = await providerHealth(database.db, quotas);
  expect(health.map(({ provider, availability }) => [provider, availability.kind])).toEqual([
    ["yahoo", "available"],
    ["massive", "available"],
    ["fmp", "paused"],
  ]);
  expect(health[2]).toMatchObject({
    availability: { reason: "demanded" },
    usedToday: 1,
    leftToday: 249,
    failures: 0,
    lastError: { code: "rate-limited", text: "too many" },
  });
});
