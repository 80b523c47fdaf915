import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { portfolioRisk } from "#server/db/schema/analytics.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { createTestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { openClient } from "./client.ts";
import type { ConnectionOptions } from "./connection.ts";
import { migrateDatabase } from "./migrate.ts";

let connection: ConnectionOptions;
beforeAll(() => {
  connection = { ...inject("template"), database: `test_migrate_${randomBytes(4).toString("hex")}` };
});
afterAll(async () => {
  const admin = openClient({ ...connection, database: "postgres" }, { max: 1 });
  await admin.unsafe(`drop database ${connection.database} with (force)`);
  await admin.end();
});

test("several processes starting at once create and migrate the database exactly once", async () => {
  await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(connection)));
  const client = openClient(connection, { max: 1 });
  const applied = await client`select hash, count(*)::int as times from drizzle.__drizzle_migrations group by hash`;
  await client.end();
  expect(applied.length).toBeGreaterThan(0);
  expect(applied.every(({ times }) => times === 1)).toBe(true);
});

test("a server that refuses the user is reported as it is, not taken for a missing database", async () => {
  const stranger = { ...connection, user: "stranger" };
  await expect(migrateDatabase(stranger)).rejects.toMatchObject({
    code: "ERR_DATABASE_UNREACHABLE",
    cause: { code: "28000" },
  });
});

test("results of before the analytics were complete are computed again from the first one, complete ones are not", async () => {
  const { db, drop } = await createTestDatabase();
  const day = (portfolioId: string, date: string, tailLength: number | null) => ({ portfolioId, date, tailLength });
  const [old, begun, complete] = [
    await storePortfolio(db, []),
    await storePortfolio(db, []),
    await storePortfolio(db, []),
  ];
  await db
    .insert(portfolioRisk)
    .values([
      ...[day(old, "2025-07-01", null), day(old, "2025-07-02", null)],
      ...[day(begun, "2025-07-01", null), day(begun, "2025-07-02", 500)],
      ...[day(complete, "2025-07-01", 0), day(complete, "2025-07-02", 500)],
    ]);
  await db.execute(readFileSync(new URL("../../drizzle/0013_full_results.sql", import.meta.url), "utf8"));
  const rows = await db.select({ id: portfolios.id, from: portfolios.recomputeFrom }).from(portfolios);
  expect(new Map(rows.map(({ id, from }) => [id, from]))).toEqual(
    new Map([
      [old, "2025-07-01"],
      [begun, "2025-07-01"],
      [complete, null],
    ]),
  );
  await drop();
});
