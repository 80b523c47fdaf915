import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { bars, priceCoverage, symbolListings } from "#server/db/schema/market.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { MarketProvider } from "#server/market/price-source.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { collectRun } from "#tests/fixtures/collected-run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createStubProvider } from "#tests/fixtures/stub-provider.ts";
import { flatBar } from "#tests/fixtures/stub-source.ts";

const PRESENT = "2025-07-15";
const PLAN = "2023-07-17";
const ENTRY = "2022-01-03";
const AAPL = { symbol: "AAPL", entryDate: ENTRY };
const AWAY = { code: "source-unavailable", reason: "Yahoo Finance did not answer in 10 s" } as const;

/** A provider whose plan begins on a date. */
function limited(): MarketProvider {
  const split = { date: "2022-06-06", kind: "split", value: 4 } as const;
  return {
    ...createStubProvider({ name: "massive" }),
    async daily(symbols, from, to) {
      if (to < PLAN) {
        const refused = { code: "unauthorized", reason: "not in your plan" } as const;
        return { answers: [], failures: symbols.map((symbol) => ({ symbol, ...refused })) };
      }
      const cut =
        from < PLAN ? { from: PLAN, rejected: [{ date: from, value: "", place: "history", reason: "plan" }] } : {};
      const own = sessionsBetween(from < PLAN ? PLAN : from, to).map((date) => flatBar(date, 200));
      const listing = { provider: "massive", providerSymbol: null, currency: "USD" };
      const answers = symbols.map((symbol) => ({ symbol, bars: own, actions: [split], listing, ...cut }));
      return { answers, failures: [] };
    },
  };
}

describe("a history that the first provider has a part of", () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  function collect(yahoo: MarketProvider, positions = [AAPL]) {
    const sources = createPriceSources({ pricesDir: null, providers: [limited(), yahoo] });
    const now = () => new Date(`${PRESENT}T22:00:00Z`);
    return collectRun({ db: database.db, source: required(sources.get("live"), "live"), positions, now });
  }
  async function stored() {
    const { db } = database;
    const own = await db
      .select({ date: bars.date, provider: bars.provider })
      .from(bars)
      .where(eq(bars.symbol, "AAPL"))
      .orderBy(asc(bars.date));
    const covered = await db
      .select({ from: priceCoverage.fromDate, to: priceCoverage.toDate })
      .from(priceCoverage)
      .where(and(eq(priceCoverage.symbol, "AAPL"), eq(priceCoverage.source, "live")));
    const runs = own.filter(({ provider }, index) => own[index - 1]?.provider !== provider);
    return { runs, covered };
  }
  const yahoo = () => createStubProvider({ name: "yahoo" });
  const away = () => createStubProvider({ name: "yahoo", bars: () => AWAY });

  test("has the rest of the next one", async () => {
    const { report } = await collect(yahoo());
    expect(report.warnings).toEqual([]);
    const { runs, covered } = await stored();
    expect(runs.map(({ provider }) => provider)).toEqual(["yahoo", "massive"]);
    expect(runs[1]?.date).toBe(PLAN);
    expect(covered).toHaveLength(1);
    const [listing] = await database.db.select().from(symbolListings).where(eq(symbolListings.symbol, "AAPL"));
    expect(listing?.provider).toBe("massive");
  });

  test("is asked for the rest again where the next one is away, and the run goes on with what there is", async () => {
    await collect(away());
    expect((await stored()).covered).toEqual([{ from: PLAN, to: PRESENT }]);
    const { report } = await collect(away());
    expect(report.warnings.map(({ code }) => code)).toContain("prices-not-refreshed");
    await collect(yahoo());
    expect((await stored()).runs.map(({ provider }) => provider)).toEqual(["yahoo", "massive"]);
  });

  test("leaves out the rest where it is in another currency, and names it", async () => {
    const { report } = await collect(createStubProvider({ name: "yahoo", currency: () => "EUR" }));
    expect((await stored()).runs.map(({ provider }) => provider)).toEqual(["massive"]);
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: "prices-refused" }));
  });
});
