import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { symbolListings } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { Bar, DailyFailure } from "#server/market/price-source.ts";
import { readPriceTable } from "#server/market/read-price-table.ts";
import { collectRun } from "#tests/fixtures/collected-run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storeSnapshots } from "#tests/fixtures/stored-snapshots.ts";
import { createStubSource, flatBar } from "#tests/fixtures/stub-source.ts";

const VOD = { symbol: "VOD.L", entryDate: "2025-01-06" };
const DATES = ["2025-01-06", "2025-07-14", "2025-07-16"];
const BUSY = { code: "rate-limited", reason: "Yahoo Finance: too many requests" } as const;

describe("prices that are now in another currency", () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  type Answer = (from: string, to: string) => Bar[] | Pick<DailyFailure, "code" | "reason">;
  const flat =
    (price: number): Answer =>
    (from, to) =>
      sessionsBetween(from, to).map((date) => flatBar(date, price));

  /** Collects VOD.L as answered in a currency; a pound is two dollars. */
  function collect(present: string, currency: string | null, vodafone: Answer) {
    const source = createStubSource({
      ...{ name: "live", label: "Live", remote: true, present },
      bars: (symbol, from, to) => (symbol === VOD.symbol ? vodafone : flat(2))(from, to),
      listing: (symbol) => ({
        ...{ provider: "yahoo", providerSymbol: null },
        currency: symbol === VOD.symbol ? currency : "USD",
      }),
    });
    return collectRun({
      db: database.db,
      source,
      positions: [VOD, { symbol: "AAPL" }],
      now: () => new Date(`${present}T22:00:00Z`),
    });
  }

  async function dollars() {
    const range = { source: "live", symbols: [VOD.symbol], from: "2025-01-06", to: "2025-07-16" };
    const { sessions, columns } = await readPriceTable(database.db, range);
    return DATES.map((date) => columns.get(VOD.symbol)?.close[sessions.indexOf(date)]);
  }
  const currency = async () => {
    const [listing] = await database.db.select().from(symbolListings).where(eq(symbolListings.symbol, VOD.symbol));
    return listing?.currency;
  };
  const storedPortfolios = () =>
    database.db.select({ id: portfolios.id, from: portfolios.recomputeFrom }).from(portfolios);
  async function withResults() {
    const [portfolio] = await storedPortfolios();
    await storeSnapshots(database.db, portfolio?.id ?? "", "2025-01-06", "2025-07-15");
    return async () => (await storedPortfolios()).find(({ id }) => id === portfolio?.id)?.from;
  }

  test("are all asked for again, and what follows from them is computed again", async () => {
    await collect("2025-07-15", "GBp", flat(500));
    const need = await withResults();
    const { messages } = await collect("2025-07-16", "GBP", flat(5));
    expect(await dollars()).toEqual([10, 10, 10]);
    expect(await need()).toBe("2025-01-06");
    expect(messages).toContain("⚠️ VOD.L is now in GBP, not GBp: all of its prices are replaced");
  });

  test("are computed again also where the numbers are the same", async () => {
    await collect("2025-07-15", "EUR", flat(100));
    const need = await withResults();
    await collect("2025-07-16", "USD", flat(100));
    expect([await dollars(), await need()]).toEqual([[100, 100, 100], "2025-01-06"]);
  });

  test("replace those of dates that are no longer answered", async () => {
    await collect("2025-07-15", "GBp", flat(500));
    await collect("2025-07-16", "GBP", (from, to) => flat(5)(from > "2025-06-02" ? from : "2025-06-02", to));
    expect(await dollars()).toEqual([Number.NaN, 10, 10]);
  });

  test("are refused where the older ones cannot be had in it", async () => {
    await collect("2025-07-15", "GBp", flat(500));
    const overlap: Answer = (from, to) => (from > "2025-06-01" ? flat(5)(from, to) : BUSY);
    const { report } = await collect("2025-07-16", "GBP", overlap);
    expect([await dollars(), await currency()]).toEqual([[10, 10, Number.NaN], "GBp"]);
    expect(report.warnings).toContainEqual(
      expect.objectContaining({
        code: "prices-not-refreshed",
        items: [
          "VOD.L: it is now in GBP, not GBp, and its older prices could not be had (Yahoo Finance: too many requests)",
        ],
      }),
    );
  });

  test("a provider that does not say which leaves it as it is known", async () => {
    await collect("2025-07-15", "GBP", flat(5));
    const need = await withResults();
    await collect("2025-07-16", null, flat(5));
    expect([await dollars(), await currency(), await need()]).toEqual([[10, 10, 10], "GBP", null]);
  });

  test("another name of the same is none", async () => {
    await collect("2025-07-15", "GBp", flat(500));
    const need = await withResults();
    await collect("2025-07-16", "GBX", flat(500));
    expect([await dollars(), await need()]).toEqual([[10, 10, 10], null]);
  });
});
