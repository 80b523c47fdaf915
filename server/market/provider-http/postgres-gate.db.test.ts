import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "#server/db/client.ts";
import { providerStates } from "#server/db/schema/market.ts";
import { isDatabaseOutage } from "#server/engine/outage.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { describeProviderGate, providerFailure } from "#tests/fixtures/provider-gate-contract.ts";
import { createTestClock } from "#tests/fixtures/test-clock.ts";
import { createPostgresGate } from "./postgres-gate.ts";
import { providerQuotas } from "./provider-quotas.ts";

let database: TestDatabase;
const never = new AbortController().signal;
const quotas = providerQuotas({ yahoo: null, massive: null, fmp: null });

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.delete(providerStates);
});

describeProviderGate("in Postgres", async (contractQuotas, clock) =>
  createPostgresGate(database.db, contractQuotas, clock, clock.pause),
);

describe("two gates on one database", () => {
  test("share one quota, however many ask at once", async () => {
    const other = connect(database.connection);
    const waits: number[] = [];
    const pause = async (ms: number) => void waits.push(ms);
    const clock = createTestClock();
    const gates = [database.db, other.db].map((db) => createPostgresGate(db, quotas, clock, pause));
    await Promise.all(gates.flatMap((gate) => Array.from({ length: 10 }, () => gate.enter("massive", never))));
    await other.end();
    expect(waits.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 19 }, (_, index) => 12_000 * (index + 1)));
    const [row] = await database.db.select().from(providerStates);
    expect(row).toMatchObject({ provider: "massive", tokens: -19, usedToday: 20 });
  });

  test("share the breaker, and one of them only tries again", async () => {
    const clock = createTestClock();
    const one = createPostgresGate(database.db, quotas, clock, clock.pause);
    const two = createPostgresGate(database.db, quotas, clock, clock.pause);
    for (let count = 0; count < 5; count++) await one.failed("yahoo", providerFailure("network"));
    await expect(two.enter("yahoo", never)).rejects.toMatchObject({ code: "paused" });
    clock.advance(30_000);
    const release = clock.hold();
    const waits = [one, two, one, two].map((gate) => gate.enter("yahoo", never));
    // Three of them wait for the one.
    await expect.poll(() => clock.pauses).toEqual([500, 500, 500]);
    expect(await Promise.race(waits)).toBe(0);
    await one.succeeded("yahoo");
    release();
    expect((await Promise.all(waits)).toSorted((a, b) => a - b)).toEqual([0, 500, 500, 500]);
  });
});

describe("the gate in Postgres", () => {
  const state = async () => (await database.db.select().from(providerStates))[0];
  const version = async () =>
    (await database.db.select({ xmin: sql<string>`xmin::text` }).from(providerStates))[0]?.xmin;

  test("goes by the database's clock", async () => {
    const gate = createPostgresGate(database.db, quotas);
    expect(await gate.enter("yahoo", never)).toBe(0);
    await gate.failed("yahoo", providerFailure("rate-limited", 600_000));
    await expect(gate.enter("yahoo", never)).rejects.toMatchObject({ code: "rate-limited" });
    const [row] = await database.db
      .select({ ahead: sql<number>`extract(epoch from ${providerStates.closedUntil} - now())`.mapWith(Number) })
      .from(providerStates)
      .where(eq(providerStates.provider, "yahoo"));
    expect(row?.ahead).toBeGreaterThan(500);
    expect(row?.ahead).toBeLessThanOrEqual(600);
  });

  test("writes an answer down only when it changes something, or the last is 10 s old", async () => {
    const clock = createTestClock();
    const gate = createPostgresGate(database.db, quotas, clock);
    await gate.enter("yahoo", never);
    await gate.succeeded("yahoo");
    const written = await version();
    clock.advance(9_000);
    await gate.succeeded("yahoo");
    expect(await version()).toBe(written);
    await gate.failed("yahoo", providerFailure("network"));
    expect(await state()).toMatchObject({ failures: 1, lastErrorCode: "network" });
    await gate.succeeded("yahoo");
    expect(await state()).toMatchObject({ failures: 0, lastSuccessAt: clock.now(), lastErrorCode: "network" });
    clock.advance(11_000);
    await gate.succeeded("yahoo");
    expect(await state()).toMatchObject({ lastSuccessAt: clock.now() });
  });

  test("a database that is away is the database's error, not the provider's", async () => {
    const away = connect({ ...database.connection, port: 1 });
    const gate = createPostgresGate(away.db, quotas);
    const error: unknown = await gate.enter("yahoo", never).catch((failure: unknown) => failure);
    await away.end();
    expect(isDatabaseOutage(error)).toBe(true);
  });
});
