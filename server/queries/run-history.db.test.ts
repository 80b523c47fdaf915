import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { user } from "#server/db/schema/auth.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { isRunCursor, runHistory } from "./run-history.ts";

let database: TestDatabase;
const SAME_INSTANT = "2026-01-05T10:00:00.123456Z";

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.insert(user).values({ id: "ann", name: "Ann", email: "ann@example.com" });
  const [portfolio] = await database.db
    .insert(portfolios)
    .values({
      ownerId: "ann",
      name: "Growth 100%",
      accountName: "Broker",
      accountType: "taxable",
      openingEquity: "1000",
      priceSource: "sample",
    })
    .returning();
  const id = portfolio!.id;
  for (let index = 0; index < 7; index++) {
    const status = index % 2 === 0 ? ("completed" as const) : ("failed" as const);
    const [run] = await database.db
      .insert(runs)
      .values({ kind: "manual", portfolioId: id, requestedBy: "ann", status })
      .returning({ id: runs.id });
    // Times with microseconds, the middle ones equal: what a millisecond cursor would skip or repeat.
    const at = index < 4 ? SAME_INSTANT : `2026-01-05T11:00:00.00000${index}Z`;
    await database.sql`update runs set created_at = ${at}::text::timestamptz where id = ${run!.id}`;
  }
});

afterAll(async () => {
  await database.drop();
});

describe("run history", () => {
  it("pages through every run once, newest first, also where instants are equal", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await runHistory(database.db, { limit: 2, cursor });
      expect(page.runs.length).toBeLessThanOrEqual(2);
      seen.push(...page.runs.map((run) => run.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const expected = await database.sql<{ id: string }[]>`select id from runs order by created_at desc, id desc`;
    expect(seen).toEqual(expected.map((row) => row.id));
  });

  it("neither repeats nor hides a run when another starts between two pages", async () => {
    const first = await runHistory(database.db, { limit: 3 });
    const [added] = await database.db.insert(runs).values({ kind: "nightly", status: "completed" }).returning();
    const rest = await runHistory(database.db, { limit: 100, cursor: first.nextCursor ?? undefined });
    await database.sql`delete from runs where id = ${added!.id}`;
    const ids = [...first.runs, ...rest.runs].map((run) => run.id);
    expect(new Set(ids).size).toBe(7);
    expect(ids).not.toContain(added!.id);
    expect(rest.nextCursor).toBeNull();
  });

  it("filters by status, portfolio and text, taking % and _ literally", async () => {
    const failed = await runHistory(database.db, { status: ["failed"] });
    expect(failed.runs.map((run) => run.status)).toEqual(["failed", "failed", "failed"]);
    expect((await runHistory(database.db, { portfolioId: randomUUID() })).runs).toEqual([]);
    expect((await runHistory(database.db, { portfolioId: "no id" })).runs).toEqual([]);
    expect((await runHistory(database.db, { text: "growth 100%" })).runs).toHaveLength(7);
    expect((await runHistory(database.db, { text: "growth_100%" })).runs).toHaveLength(0);
    expect((await runHistory(database.db, { text: "ANN@" })).runs).toHaveLength(7);
    expect((await runHistory(database.db, { text: failed.runs[0]!.id.slice(0, 8) })).runs[0]).toEqual(failed.runs[0]);
  });

  it("reads a cursor it did not make as the first page", async () => {
    for (const cursor of ["nonsense", Buffer.from('["now()","x"]').toString("base64url")]) {
      expect((await runHistory(database.db, { cursor })).runs).toHaveLength(7);
      expect(isRunCursor(cursor)).toBe(false);
    }
    expect(isRunCursor((await runHistory(database.db, { limit: 2 })).nextCursor!)).toBe(true);
  });
});
