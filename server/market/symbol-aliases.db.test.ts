import { afterAll, beforeAll, expect, test } from "vitest";
import { symbolAliases } from "#server/db/schema/market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createAliases } from "./symbol-aliases.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("companies renamed share for share have an alias of the product's own, others none", async () => {
  const aliases = await createAliases(database.db)(["FB", "AAPL", "ANTM", "TWTR", "constructor"]);
  expect(aliases, "something else trades as FB by now").toEqual(new Map([["ANTM", "ELV"]]));
});

test("what an admin has entered comes first, also that a symbol is meant as it is", async () => {
  await database.db.insert(symbolAliases).values([
    { symbol: "OLDN", alias: "NEWN" },
    { symbol: "ANTM", alias: "ANTM" },
  ]);
  const aliases = await createAliases(database.db)(["OLDN", "ANTM"]);
  expect(aliases).toEqual(
    new Map([
      ["ANTM", "ANTM"],
      ["OLDN", "NEWN"],
    ]),
  );
});
