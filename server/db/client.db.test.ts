import { sql as query } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { connect } from "./client.ts";

describe("connect", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test("reads the migrated schema through drizzle and through the raw client", async () => {
    const tables = await database.sql`select count(*)::int as n from pg_tables where schemaname = 'public'`;
    const again = await database.db.execute(
      query`select count(*)::int as n from pg_tables where schemaname = 'public'`,
    );
    expect(tables[0]?.n).toBeGreaterThan(0);
    expect(again[0]?.n).toBe(tables[0]?.n);
  });

  test("keeps the raw client's types although drizzle changes its own client's", async () => {
    const [raw] =
      await database.sql`select ${database.sql.json({ a: 1 })} as json, '2020-01-02'::timestamptz as instant`;
    expect(raw?.json).toEqual({ a: 1 });
    expect(raw?.instant).toBeInstanceOf(Date);
  });

  test("names itself and lets no transaction idle for ever", async () => {
    const named = connect(database.connection, { applicationName: "somebody" });
    const [settings] = await named.sql`
      select current_setting('application_name') as name,
             current_setting('idle_in_transaction_session_timeout') as patience`;
    await named.end();
    expect(settings).toEqual({ name: "somebody", patience: "10s" });
  });

  test("two test databases do not see each other's rows", async () => {
    const other = await createTestDatabase();
    await database.sql`create table only_here ()`;
    const [found] = await other.sql`select to_regclass('only_here') as name`;
    await other.drop();
    expect(found?.name).toBeNull();
  });
});
