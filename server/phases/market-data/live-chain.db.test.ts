import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { corporateActions, symbolAliases, symbolListings } from "#server/db/schema/market.ts";
import type { SourceName } from "#server/market/price-source.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { createFmp } from "#server/market/providers/fmp/fmp.ts";
import { createMassive } from "#server/market/providers/massive/massive.ts";
import { createYahoo } from "#server/market/providers/yahoo/yahoo.ts";
import { createAliases } from "#server/market/symbol-aliases.ts";
import { collectRun } from "#tests/fixtures/collected-run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { startFmpStub } from "#tests/fixtures/providers/fmp-stub.ts";
import { startMassiveStub } from "#tests/fixtures/providers/massive-stub.ts";
import { patientHttp } from "#tests/fixtures/providers/patient-http.ts";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import type { TestPosition } from "#tests/fixtures/stored-portfolio.ts";

const now = () => new Date("2025-06-20T22:00:00Z");
const HELD: TestPosition[] = ["AAPL", "SPLT", "BRK.B", "EURO.DE", "PNCE.L", "OLDN", "NOPE"].map((symbol) => ({
  symbol,
  entryDate: "2025-06-02",
}));

const stubs = await Promise.all([startYahooStub({ now }), startMassiveStub(), startFmpStub()]);
const [yahoo, massive, fmp] = stubs;
afterAll(() => Promise.all(stubs.map((stub) => stub.close())));

describe("the live providers in a chain", () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  const faults: (() => void)[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
    await database.db.insert(symbolAliases).values({ symbol: "OLDN", alias: "NEWN" });
  });
  afterEach(() => faults.splice(0).forEach((takeBack) => void takeBack()));
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  function collect(name: SourceName, positions: readonly TestPosition[] = HELD) {
    const { db } = database;
    const providers = [
      createYahoo({ http: yahooHttp(), url: yahoo.url, now }),
      createMassive({ http: patientHttp("massive"), key: "test-key", url: massive.url, now }),
      createFmp({ http: patientHttp("fmp"), key: "test-key", url: fmp.url, now }),
    ];
    const sources = createPriceSources({ pricesDir: null, providers, aliases: createAliases(db) });
    return collectRun({ db, source: required(sources.get(name), name), positions, now });
  }
  const detail = ({ report }: Awaited<ReturnType<typeof collect>>, title: string) =>
    report.details?.find((each) => each.title === title)?.items;

  test("price shares of any kind, renamed and abroad, and name what nobody knows", { timeout: 60_000 }, async () => {
    const ended = await collect("live");
    expect(ended.report.summary).toBe("6/7 symbols priced (85.7% coverage)");
    expect(detail(ended, "Priced by")).toEqual([
      expect.stringMatching(/^Yahoo Finance: AAPL, BRK.B, EURO.DE, .* \(14\)$/),
    ]);
    expect(detail(ended, "Unavailable")).toEqual([expect.stringMatching(/^NOPE: Yahoo Finance.*; Massive.*; .*$/)]);
    expect(detail(ended, "Currencies")).toHaveLength(2);
    const rows = await database.db.select().from(symbolListings).where(eq(symbolListings.source, "live"));
    const listings = new Map(rows.map((row) => [row.symbol, row]));
    expect(listings.get("OLDN")).toMatchObject({ provider: "yahoo", providerSymbol: "NEWN" });
    expect(listings.get("BRK.B")).toMatchObject({ providerSymbol: "BRK-B" });
    expect(listings.get("PNCE.L")).toMatchObject({ currency: "GBp" });
    const splits = await database.db.select().from(corporateActions).where(eq(corporateActions.symbol, "SPLT"));
    expect(
      splits
        .filter(({ kind }) => kind === "split")
        .map(({ value }) => value)
        .toSorted((a, b) => a - b),
    ).toEqual([2, 4]);
  });

  test("a run after it asks none of them again", { timeout: 60_000 }, async () => {
    await collect("live");
    const before = stubs.map(({ asked }) => asked.length);
    const ended = await collect("live");
    expect(stubs.map(({ asked }) => asked.length)).toEqual(before);
    expect(ended.report.counts).toMatchObject({ priced: 6, fetched: 0 });
    expect(detail(ended, "Unavailable")?.[0]).toMatch(/\(asked 1 min ago, next try after 2025-06-21 21:00 UTC\)$/);
  });

  test("what the first of them cannot answer, the next one does", { timeout: 60_000 }, async () => {
    faults.push(yahoo.fault({ when: ({ path }) => path.endsWith("/AAPL"), fault: { kind: "status", status: 500 } }));
    const ended = await collect("live", [{ symbol: "AAPL", entryDate: "2025-06-02" }]);
    expect(ended.report.summary).toBe("1/1 symbols priced (100.0% coverage)");
    expect(detail(ended, "Priced by")).toEqual([
      "Massive: AAPL (1)",
      expect.stringMatching(/^Yahoo Finance: SPY, .* \(8\)$/),
    ]);
    expect(detail(ended, "Asked")).toHaveLength(2);
  });

  test("one alone that is away fails the run with what to do", { timeout: 60_000 }, async () => {
    faults.push(yahoo.fault({ fault: { kind: "cut" } }));
    const run = collect("yahoo", [{ symbol: "AAPL", entryDate: "2025-06-02" }]);
    await expect(run).rejects.toThrow(
      /^No price from "Yahoo Finance" for AAPL: Yahoo Finance.*Choose another price source or upload price files, then retry\.$/,
    );
  });
});
