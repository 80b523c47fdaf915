import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uploadSource } from "#lib/price-files/upload-source.ts";
import { priceFiles } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { priceChoice } from "./price-choice.ts";
import type { Viewer } from "./viewer.ts";

const OFFERED = [
  { name: "yahoo", label: "Yahoo Finance", simulated: false, attribution: "Market data from Yahoo Finance" },
  { name: "upload", label: "Upload price files", simulated: false, attribution: "The owner's own" },
];

let database: TestDatabase;
let portfolioId: string;
let owner: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  portfolioId = await storePortfolio(database.db, [], { priceSource: "yahoo" });
  const [row] = await database.db.select().from(portfolios).where(eq(portfolios.id, portfolioId));
  owner = { userId: row!.ownerId, role: "user" };
});
afterAll(async () => {
  await database.drop();
});

const choice = (viewer: Viewer) => priceChoice(database.db, viewer, portfolioId, OFFERED);

test("the source in use, in words and with whose data it is, among those on offer", async () => {
  expect(await choice(owner)).toEqual({
    ...{ portfolioId, present: "yahoo", label: "Yahoo Finance", hasFiles: false },
    attribution: "Market data from Yahoo Finance",
    offered: [
      { name: "yahoo", label: "Yahoo Finance", simulated: false },
      { name: "upload", label: "Upload price files", simulated: false },
    ],
  });
});

test("an admin who is not the owner has no choice", async () => {
  expect(await choice({ userId: "root", role: "admin" })).toBeNull();
});

test("files uploaded before can be gone back to", async () => {
  const summary = { kind: "prices", symbols: ["KO"], from: null, to: null, bytes: 10, rejected: 0 } as const;
  const file = { portfolioId, name: "KO.csv", content: "Date,Close", summary };
  await database.db.insert(priceFiles).values(file);
  await database.db.update(portfolios).set({ priceSource: uploadSource(portfolioId) });
  expect(await choice(owner)).toMatchObject({
    ...{ present: "upload", label: "Uploaded price files", hasFiles: true, attribution: "The owner's own" },
    offered: [{ name: "yahoo" }, { name: "upload", label: "Uploaded price files" }],
  });
});

test("a source that is no longer set up keeps its name and has nothing to say for itself", async () => {
  await database.db.update(portfolios).set({ priceSource: "massive" });
  expect(await choice(owner)).toMatchObject({ present: "massive", label: "massive", attribution: null });
});
