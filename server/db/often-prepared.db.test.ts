import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type DatabaseClients } from "#server/db/client.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";

let database: TestDatabase;
let one: DatabaseClients;
beforeAll(async () => {
  database = await createTestDatabase();
  one = connect(database.connection, { max: 1, prepares: true });
});
afterAll(async () => {
  await one.end();
  await database.drop();
});

const prepared = async (text: string) => {
  const [row] = await one.db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_prepared_statements where statement like ${`%${text}%`} and statement not like '%pg_prepared%'`,
  );
  return row?.count;
};

test("a statement that comes again and again is prepared, within transactions as outside", async () => {
  const send = (n: number) => one.db.execute<{ n: number }>(sql`select ${n}::int + 1 as n`);
  expect((await send(1))[0]?.n).toBe(2);
  expect(await prepared("::int + 1 as n")).toBe(0);
  await one.db.transaction((tx) => tx.execute(sql`select ${2}::int + 1 as n`));
  expect((await send(3))[0]?.n).toBe(4);
  expect(await prepared("::int + 1 as n")).toBe(1);
  const inside = await one.db.transaction((tx) =>
    tx.transaction((nested) => nested.execute(sql`select ${4}::int + 1 as n`)),
  );
  expect(inside[0]?.n).toBe(5);
  expect(await prepared("::int + 1 as n")).toBe(1);
});

test("texts that come once each are not", async () => {
  for (let n = 0; n < 500; n++) await one.db.execute(sql`select ${1}::int as ${sql.identifier(`once_${n}`)}`);
  expect(await prepared("once_")).toBe(0);
  for (let n = 0; n < 4; n++) await one.db.execute(sql`select ${n}::int as again`);
  expect(await prepared("as again")).toBe(1);
});
