import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { companyProfiles as profiles, providerBetas } from "#server/db/schema/market.ts";
import type { Profile } from "#server/market/price-source.ts";
import { ProviderError } from "#server/market/provider-http/provider-error.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase, interruption } from "#tests/fixtures/phase-context.ts";
import { prepareTestRun, type RunToPrepare } from "#tests/fixtures/prepared-run.ts";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { companyProfiles } from "./company-profiles.ts";

const NOW = new Date("2025-07-15T22:00:00Z");
const PRESENT = "2025-07-15";

function profileOf(symbol: string, beta: number | null): Profile {
  const nothing = { industry: null, exchange: null, country: null, currency: null, peRatio: null, forwardPe: null };
  const none = { dividendYield: null, week52Low: null, week52High: null, targetLow: null, targetMean: null };
  const rest = { targetHigh: null, description: null, website: null };
  return {
    symbol,
    kind: "stock",
    name: `${symbol} Inc.`,
    sector: "Energy",
    marketCap: 1e9,
    beta,
    ...nothing,
    ...none,
    ...rest,
  };
}

describe("Company Profile Sync", () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  const positions = "ABCDEFGHIJ".split("").map((symbol) => ({ symbol }));
  const prepare = (wanted: Partial<RunToPrepare>) =>
    prepareTestRun({
      db: database.db,
      source: createStubSource({ present: PRESENT }),
      positions,
      now: () => NOW,
      ...wanted,
    });
  async function sync(wanted: Partial<RunToPrepare>) {
    const { scope, ports } = await prepare(wanted);
    return executePhase(companyProfiles, createPhaseContext({ db: database.db, scope, ports }));
  }
  function stub(answer: (symbol: string, signal?: AbortSignal) => Promise<Profile | null>) {
    const asked: string[] = [];
    const profile = (symbol: string, signal?: AbortSignal) => {
      asked.push(symbol);
      return answer(symbol, signal);
    };
    return { asked, source: createStubSource({ present: PRESENT, label: "Stub", profile }) };
  }

  test("stores profiles, and the provider's betas under the final date", async () => {
    const { source } = stub(async (symbol) => profileOf(symbol, symbol === "A" ? null : 1.25));
    const { report, log } = await sync({ source });
    expect(report).toMatchObject({ summary: "10/10 profiles synced", warnings: [] });
    expect(log.map(({ logger }) => logger)).toEqual(["app.services.company_profile"]);
    const [stored] = await database.db.select().from(profiles).where(eq(profiles.symbol, "B"));
    expect(stored).toMatchObject({ name: "B Inc.", marketCap: "1000000000", valuationAt: NOW, staticAt: NOW });
    const betas = await database.db.select().from(providerBetas);
    expect(betas).toHaveLength(9);
    expect(betas[0]).toEqual({ source: "sample", symbol: "B", date: PRESENT, beta: 1.25 });
  });

  test("[PH8] one symbol's failure is named and hides no other's profile", async () => {
    const { source } = stub(async (symbol) => {
      if (symbol === "C") throw new Error("HTTP 500");
      return "DEFGHI".includes(symbol) ? null : profileOf(symbol, 1);
    });
    const { report, messages } = await sync({ source });
    expect(report.summary).toBe("3/10 profiles synced");
    expect(messages).toContain("⚠️ Profile sync failed for: C, D, E, F, G and 2 more");
    expect(report.warnings[0]).toMatchObject({
      code: "profiles-missing",
      message: '"Stub" gave no profile of 7 symbols',
    });
    expect(report.warnings[0]?.items).toEqual(["C: HTTP 500", "D, E, F, G, H, I: no profile from this source"]);
  });

  test("a source without profiles ends in a warning, not in success", async () => {
    const { report } = await sync({});
    expect(report.summary).toBe("0/10 profiles synced");
    expect(report.warnings).toHaveLength(1);
  });

  test("asks again only for what is due, and carries a fresh beta to a later final date", async () => {
    const { source, asked } = stub(async (symbol) => profileOf(symbol, 1));
    await sync({ source });
    asked.length = 0;
    const soon = await sync({ source, now: () => new Date(NOW.getTime() + 3_600_000), run: { toDate: "2025-07-14" } });
    expect(asked).toEqual([]);
    expect(soon.report).toMatchObject({ summary: "10/10 profiles synced", counts: { fetched: 0, fresh: 10 } });
    const betas = await database.db.select().from(providerBetas).where(eq(providerBetas.date, "2025-07-14"));
    expect(betas).toHaveLength(10);
    await sync({ source, now: () => new Date(NOW.getTime() + 86_400_000) });
    expect(asked).toHaveLength(10);
  });

  test("an older profile stays in use when its refresh fails, and its beta is not published anew", async () => {
    await sync({ source: stub(async (symbol) => profileOf(symbol, 1)).source });
    const { source } = stub(async (symbol) => {
      if (symbol === "A") throw new Error("HTTP 500");
      return symbol === "B" ? null : profileOf(symbol, 2);
    });
    const later = { now: () => new Date("2025-07-17T22:00:00Z"), run: { toDate: "2025-07-14" } };
    const { report, messages } = await sync({ source, ...later });
    expect(report.summary).toBe("8/10 profiles synced");
    expect(report.counts).toEqual({ fetched: 8, fresh: 0, stale: 2, failed: 0 });
    expect(report.warnings).toEqual([
      {
        code: "profiles-stale",
        message: '"Stub" did not refresh 2 profiles; the stored ones, from 2025-07-15 on, stay in use',
        items: ["A: HTTP 500", "B: no profile from this source"],
      },
    ]);
    expect(messages).toContain("⚠️ Profile sync failed for: A, B");
    const [kept] = await database.db.select().from(profiles).where(eq(profiles.symbol, "A"));
    expect(kept).toMatchObject({ name: "A Inc.", beta: 1, valuationAt: NOW });
    const betas = await database.db.select().from(providerBetas).where(eq(providerBetas.date, "2025-07-14"));
    expect(betas.map(({ symbol }) => symbol).toSorted()).toEqual("CDEFGHIJ".split(""));
  });

  test("[PH8] names every symbol in the provider's words and asks no more once it is paused", async () => {
    const paused = new ProviderError("paused", "Yahoo is not asked before 22:05, after 5 failures", {
      provider: "yahoo",
    });
    const { source, asked } = stub(() => Promise.reject(paused));
    const { report } = await sync({ source });
    expect(asked).toHaveLength(8);
    expect(report.summary).toBe("0/10 profiles synced");
    expect(report.warnings[0]?.items).toEqual([
      "A, B, C, D, E, F, G, H, I, J: Yahoo is not asked before 22:05, after 5 failures",
    ]);
  });

  test("a cancelled run stops the requests under way and stores nothing of them", async () => {
    const stopping = new AbortController();
    const { source } = stub(async (symbol, signal) => {
      if (symbol === "H") stopping.abort(new Error("cancelled"));
      signal?.throwIfAborted();
      return profileOf(symbol, 1);
    });
    const { scope, ports } = await prepare({ source });
    const context = createPhaseContext({ db: database.db, scope, ports, signal: stopping.signal });
    await expect(executePhase(companyProfiles, context)).rejects.toThrow("cancelled");
    expect(await database.db.select().from(profiles)).toEqual([]);
  });

  test("asks for all when forced", async () => {
    const { source, asked } = stub(async (symbol) => profileOf(symbol, 1));
    await sync({ source });
    await sync({ source, run: { force: true } });
    expect(asked).toHaveLength(20);
  });

  test("[RUN6] goes on after the last committed unit", async () => {
    const { source, asked } = stub(async (symbol) => profileOf(symbol, 1));
    const { scope, ports } = await prepare({ source });
    const cut = createPhaseContext({ db: database.db, scope, ports, commitsBeforeInterruption: 1 });
    await expect(executePhase(companyProfiles, cut)).rejects.toBe(interruption);
    asked.length = 0;
    const resumed = cut.commits.at(-1) ?? null;
    const { report } = await executePhase(
      companyProfiles,
      createPhaseContext({ db: database.db, scope, ports, resumed }),
    );
    expect(resumed?.done).toBe(8);
    expect(asked).toEqual(["I", "J"]);
    expect(report).toMatchObject({ summary: "10/10 profiles synced", counts: { fetched: 10, fresh: 0 } });
  });

  test("is left out without public symbols", async () => {
    const cash = [{ symbol: "SPAXX", investmentSubtype: "CASH" }];
    const { scope, ports } = await prepare({ positions: cash });
    expect(companyProfiles.total(scope, ports)).toEqual({ skip: "no public symbols" });
  });

  test("takes every profile of the simulated market", async () => {
    const source = createSampleMarket({ clock: () => NOW });
    const held = [{ symbol: "AAPL" }, { symbol: "BRK.B" }, { symbol: "SPY", investmentSubtype: "ETF" }];
    const { report } = await sync({ source, positions: held });
    expect(report).toMatchObject({ summary: "3/3 profiles synced", warnings: [] });
    expect(await database.db.select().from(providerBetas)).toHaveLength(3);
  });
});
