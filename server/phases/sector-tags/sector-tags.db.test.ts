import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import { companyProfiles } from "#server/db/schema/market.ts";
import { positions, positionTags, tags } from "#server/db/schema/portfolio.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import type { TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { sectorTags } from "./sector-tags.ts";

const POSITIONS: TestPosition[] = [
  { symbol: "AAPL" },
  { symbol: "MSFT" },
  { symbol: "JPM", exitDate: "2025-07-01", exitPrice: "1" },
  { symbol: "QQQ", investmentSubtype: "ETF" },
  { symbol: "SPAXX", investmentSubtype: "CASH" },
  { symbol: "HOME", investmentClass: "PRIVATE", investmentSubtype: "REAL_ESTATE" },
  {
    symbol: "AAPL260116C00200000",
    investmentClass: "OPTIONS",
    investmentSubtype: "CALL",
    underlyingSymbol: "AAPL",
    strikePrice: "200",
    expirationDate: "2026-01-16",
    optionType: "CALL",
  },
];

describe("Sector Tag Restoration", () => {
  let database: TestDatabase;
  const source = createStubSource({ present: "2025-07-15" });
  const profile = (symbol: string, sector: string | null) =>
    ({ source: "sample", symbol, sector, kind: "stock" }) as const;
  beforeAll(async () => {
    database = await createTestDatabase();
    const profiles = [
      profile("AAPL", "Technology"),
      profile("MSFT", "Technology"),
      profile("JPM", "Financial Services"),
    ];
    await bulkUpsert(database.db, companyProfiles, profiles, { onConflict: "replace" });
  });
  afterAll(() => database.drop());

  const prepare = (held: readonly TestPosition[], portfolio = {}) =>
    prepareTestRun({ db: database.db, source, positions: held, portfolio });
  type Prepared = Awaited<ReturnType<typeof prepare>>;
  const run = ({ scope, ports }: Prepared, resumed: { done: number; tally: unknown } | null = null) =>
    executePhase(sectorTags, createPhaseContext({ db: database.db, scope, ports, resumed }));
  async function tagsOf(prepared: Prepared) {
    const rows = await database.db
      .select({ symbol: positions.symbol, name: tags.name, kind: tags.kind })
      .from(positionTags)
      .innerJoin(tags, eq(tags.id, positionTags.tagId))
      .innerJoin(positions, eq(positions.id, positionTags.positionId))
      .where(eq(positions.portfolioId, required(prepared.scope.portfolio, "portfolio").id));
    return Object.fromEntries(rows.map(({ symbol, name, kind }) => [`${symbol} ${kind}`, name]));
  }

  test("tags each position by its profile, its underlying's, or its own nature", async () => {
    const prepared = await prepare(POSITIONS);
    const { report } = await run(prepared);
    expect(report).toMatchObject({ summary: "7 positions tagged, 5 tags created", warnings: [] });
    expect(await tagsOf(prepared)).toEqual({
      "AAPL sector": "Information Technology",
      "MSFT sector": "Information Technology",
      "JPM sector": "Financials",
      "QQQ sector": "ETF",
      "SPAXX sector": "Cash",
      "HOME sector": "Private",
      "AAPL260116C00200000 sector": "Information Technology",
    });
  });

  test("removes stale sector tags and empty ones, and leaves the user's own alone", async () => {
    const prepared = await prepare([{ symbol: "AAPL" }]);
    const portfolioId = required(prepared.scope.portfolio, "portfolio").id;
    const positionId = required(prepared.ports.positions[0], "position").id;
    for (const [name, kind] of [
      ["Energy", "sector"],
      ["Energy", "own"],
      ["Utilities", "sector"],
    ] as const) {
      const [tag] = await database.db.insert(tags).values({ portfolioId, name, kind, colour: "#000" }).returning();
      const tagId = required(tag, "tag").id;
      if (name === "Energy") await database.db.insert(positionTags).values({ positionId, tagId });
    }
    const { report } = await run(prepared);
    expect(report.summary).toBe("1 position tagged, 1 tag created");
    expect(await tagsOf(prepared)).toEqual({ "AAPL sector": "Information Technology", "AAPL own": "Energy" });
    const left = await database.db.select({ name: tags.name }).from(tags).where(eq(tags.portfolioId, portfolioId));
    expect(left.map(({ name }) => name).toSorted()).toEqual(["Energy", "Information Technology"]);
  });

  test("creates nothing the second time", async () => {
    const prepared = await prepare([{ symbol: "AAPL" }]);
    await run(prepared);
    expect((await run(prepared)).report.summary).toBe("1 position tagged, 0 tags created");
  });

  test("[RUN6] reports the tags of a unit committed before as created", async () => {
    const prepared = await prepare([{ symbol: "AAPL" }]);
    await run(prepared);
    const { report } = await run(prepared, { done: 1, tally: { created: 1 } });
    expect(report.summary).toBe("1 position tagged, 1 tag created");
  });

  test("[PH8] names positions whose sector is not known", async () => {
    const { report, messages } = await run(await prepare([{ symbol: "AAPL" }, { symbol: "ZZZZ" }]));
    expect(report.warnings).toEqual([
      { code: "sectors-unknown", message: "No sector known for 1 symbol", items: ["ZZZZ"] },
    ]);
    expect(messages).toContain("⚠️ No sector known for: ZZZZ");
  });

  test("a position sold before the run's dates, whose profile no run asks for, is no shortfall", async () => {
    const sold = { symbol: "YYYY", entryDate: "2025-01-02", exitDate: "2025-03-03", exitPrice: "1" };
    const prepared = await prepare([{ symbol: "AAPL" }, sold], { fromDate: "2025-06-30" });
    const { report } = await run(prepared);
    expect(report).toMatchObject({ summary: "2 positions tagged, 2 tags created", warnings: [] });
    expect(await tagsOf(prepared)).toMatchObject({ "YYYY sector": "Uncategorized" });
  });
});
