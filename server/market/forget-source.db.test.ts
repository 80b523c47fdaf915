import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { forgetSource } from "./forget-source.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("forgets every table that is kept by source", async () => {
  const statements: string[] = [];
  const tables = await database.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'source' order by table_name`;
  const watched = { delete: (table: object) => ({ where: async () => void statements.push(nameOf(table)) }) };
  await forgetSource(watched as never, "upload:1");
  expect(statements.toSorted()).toEqual(tables.map(({ name }) => name));
});

test("and no row of another source", async () => {
  const { db, sql } = database;
  await sql`insert into bars (source, symbol, date, close)
    values ('upload:1', 'KO', '2025-01-02', 1), ('upload:11', 'KO', '2025-01-02', 2)`;
  await db.transaction((tx) => forgetSource(tx, "upload:1"));
  expect(await sql`select source from bars`).toEqual([{ source: "upload:11" }]);
});

const nameOf = (table: object) => String(Reflect.get(table, Symbol.for("drizzle:Name")));
