import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
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
