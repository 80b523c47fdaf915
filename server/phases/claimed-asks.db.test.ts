import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { priceClaims, companyProfiles as profiles } from "#server/db/schema/market.ts";
import type { Profile } from "#server/market/price-source.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { companyProfiles } from "./company-profiles/company-profiles.ts";
import { fundamentals } from "./fundamentals/fundamentals.ts";

const NOW = new Date("2025-07-15T22:00:00Z");
const DAY_MS = 86_400_000;
const sample = createSampleMarket({ clock: () => NOW });
const PHASES = [companyProfiles, fundamentals];
/** Each run holds eight of 27, beginning one further than the run before. */
const heldBy = (run: number) => Array.from({ length: 8 }, (_, index) => ({ symbol: `S${run + index}` }));

describe.each(PHASES)("$id of runs at once", (phase) => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  /** A remote source without anything of the symbols given. */
  function counting(none: readonly string[] = []) {
    const asked: string[] = [];
    async function answer<Value>(symbol: string, found: () => Promise<Value | null>): Promise<Value | null> {
      asked.push(symbol);
      await new Promise(setImmediate);
      return none.includes(symbol) ? null : found();
    }
    const source = createStubSource({
      ...{ present: "2025-07-15", remote: true },
      profile: (symbol) => answer(symbol, async () => ({ symbol, kind: "stock", name: symbol, beta: 1 }) as Profile),
      fundamentals: (symbol) => answer(symbol, async () => ({ ...(await sample.fundamentals("AAPL"))!, symbol })),
    });
    return { source, asked };
  }
  async function execute(wanted: {
    source: ReturnType<typeof counting>["source"];
    run?: number;
    now?: Date;
    force?: boolean;
  }) {
    const { source, run = 0, now = NOW, force = false } = wanted;
    const { db } = database;
    const prepared = await prepareTestRun({ db, source, positions: heldBy(run), now: () => now, run: { force } });
    return executePhase(phase, createPhaseContext({ db, ...prepared }));
  }

  test("twenty over universes that overlap ask for each symbol once in all", { timeout: 120_000 }, async () => {
    const { source, asked } = counting(["S3"]);
    const ended = await Promise.all(Array.from({ length: 20 }, (_, run) => execute({ source, run })));
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    expect(asked).toHaveLength(27);
    const short = ended.map(({ report }) => report.warnings.flatMap(({ items }) => items));
    expect(short.map((items) => items.length)).toEqual(Array.from({ length: 20 }, (_, run) => (run <= 3 ? 1 : 0)));
    expect(await database.db.select().from(priceClaims)).toEqual([]);
  });

  test("a symbol that a remote source has nothing of is remembered, counts as missing, and is asked again in time", async () => {
    const { source, asked } = counting(["S3"]);
    await execute({ source });
    asked.length = 0;
    const again = await execute({ source, now: new Date(NOW.getTime() + 3_600_000) });
    expect(asked).toEqual([]);
    expect(again.report.warnings).toMatchObject([{ items: [expect.stringMatching(/^S3: no /)] }]);
    const found = counting();
    const later = await execute({ source: found.source, now: new Date(NOW.getTime() + 8 * DAY_MS) });
    expect(found.asked).toContain("S3");
    expect(later.report.warnings).toEqual([]);
    if (phase === companyProfiles) {
      const [stored] = await database.db.select().from(profiles).where(eq(profiles.symbol, "S3"));
      expect(stored).toMatchObject({ kind: "stock", name: "S3" });
    }
  });

  test("what a lost run has claimed is asked for by the next", async () => {
    const { source, asked } = counting();
    const what = phase === companyProfiles ? "profile" : "statements";
    const deadline = new Date(Date.now() + 60_000);
    const claimedBy = "00000000-0000-4000-8000-000000000000";
    await database.db.insert(priceClaims).values({ source: `sample ${what}`, symbol: "S0", claimedBy, deadline });
    await execute({ source });
    expect(asked).toContain("S0");
  });

  test("a forced run asks for all again", async () => {
    const { source, asked } = counting();
    await execute({ source });
    await execute({ source, force: true });
    expect(asked).toHaveLength(16);
  });
});
