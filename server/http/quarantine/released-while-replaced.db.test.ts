import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { required } from "#lib/assert.ts";
import { uploadSource } from "#lib/price-files/upload-source.ts";
import { bars } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import { releaseQuarantined } from "#server/phases/market-data/release-quarantined.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { storeSnapshots } from "#tests/fixtures/stored-snapshots.ts";
import { deletePortfolio } from "../portfolios/delete-portfolio.ts";
import { replacePriceFiles } from "../portfolios/replace-price-files.ts";

const DATE = "2025-03-04";

describe("a price released while its files are", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const waiting = async (count: number) => {
    await vi.waitFor(
      async () => {
        const found = await database.db.execute(
          sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(found).toHaveLength(count);
      },
      { timeout: 30_000 },
    );
  };

  async function doubted(): Promise<{ id: string; source: string; by: string }> {
    const { db } = database;
    const id = await storePortfolio(db, [{ symbol: "ACME", entryDate: "2025-03-03" }]);
    const source = uploadSource(id);
    const ownFiles = db.update(portfolios).set({ priceSource: source }).where(eq(portfolios.id, id));
    const [portfolio] = await ownFiles.returning({ by: portfolios.ownerId });
    await storeSnapshots(db, id, "2025-03-03", "2025-03-05");
    const doubt = { rule: "scale", reason: "10,012 where 100.1 is usual (100×)", detectedAt: new Date() };
    await db.insert(quarantinedBars).values({ source, symbol: "ACME", date: DATE, close: 10_012, ...doubt });
    return { id, source, by: required(portfolio, "portfolio").by };
  }

  /** The release at the price's row, the other at what it takes first after that; then the row is let go. */
  async function meetingAtTheRow({ source, by }: { source: string; by: string }, change: () => Promise<unknown>) {
    const { db } = database;
    const wanted = { source, symbol: "ACME", from: DATE, to: DATE };
    const row = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holder = db.transaction(async (tx) => {
      await tx.select().from(quarantinedBars).where(eq(quarantinedBars.source, source)).for("update");
      held.resolve();
      await row.promise;
    });
    await held.promise;
    const released = releaseQuarantined(db, wanted, { by, note: null });
    await waiting(1);
    const changed = change();
    await waiting(2);
    row.resolve();
    return (await Promise.allSettled([holder, released, changed])).map(({ status }) => status);
  }

  it("replaced is released first, and then goes with the files", async () => {
    const stored = await doubted();
    const { id, source } = stored;
    const ends = await meetingAtTheRow(stored, () => replacePriceFiles(database.db, id, []));
    expect(ends).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    expect(await database.db.select().from(bars).where(eq(bars.source, source))).toEqual([]);
    expect(await database.db.select().from(quarantinedBars).where(eq(quarantinedBars.source, source))).toEqual([]);
  });

  it("deleted with their portfolio goes with it", async () => {
    const stored = await doubted();
    const { id, source } = stored;
    const ends = await meetingAtTheRow(stored, () => deletePortfolio(database.db, id));
    expect(ends).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    expect(await database.db.select().from(bars).where(eq(bars.source, source))).toEqual([]);
  });
});
