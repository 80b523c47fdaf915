import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newYorkDate } from "#lib/new-york-date.ts";
import { uploadSource } from "#lib/price-files/upload-source.ts";
import { bars, symbolFactors } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { storeSnapshots } from "#tests/fixtures/stored-snapshots.ts";
import { createTestApi, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

const DETECTED = new Date("2025-07-11T20:00:00Z");

describe("prices in quarantine", () => {
  let api: TestApi;
  let admin: TestUser;
  let user: TestUser;
  let other: TestUser;
  beforeAll(async () => {
    api = await createTestApi();
    admin = await api.signUp("Ada", "admin");
    user = await api.signUp("Uma");
    other = await api.signUp("Oskar");
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    for (const table of [quarantinedBars, bars, symbolFactors, portfolios]) await api.database.db.delete(table);
  });

  const send = (method: string, path: string, body?: unknown, as: TestUser = admin) =>
    api.request(`/api/v1/${path}`, {
      method,
      as,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  const listed = async (query = "") => (await (await send("GET", `admin/quarantine${query}`)).json()).stretches;
  const doubted = (symbol: string, date: string, change: Partial<typeof quarantinedBars.$inferInsert> = {}) =>
    api.database.db.insert(quarantinedBars).values({
      ...{ source: "yahoo", symbol, date, close: 10_012, rule: "scale", reason: "10,012 where 100.1 is usual (100×)" },
      ...{ open: 10_000, high: 10_050, low: 9_990, volume: 7_000, detectedAt: DETECTED },
      ...change,
    });
  const barsOf = (symbol: string) => api.database.db.select().from(bars).where(eq(bars.symbol, symbol));
  async function computed(symbol: string, priceSource: string) {
    const { db } = api.database;
    const held = [{ symbol, entryDate: "2025-03-03" }];
    const id = await storePortfolio(db, held, { priceSource, ownerId: user.userId, accountName: priceSource });
    await storeSnapshots(db, id, "2025-03-03", "2025-03-05");
    return id;
  }
  const needOf = async (id: string) => {
    const columns = { from: portfolios.recomputeFrom, by: portfolios.recomputeSetBy };
    return (await api.database.db.select(columns).from(portfolios).where(eq(portfolios.id, id)))[0];
  };

  it("is for admins only", async () => {
    const body = { source: "yahoo", symbol: "ACME", from: "2025-03-04", to: "2025-03-04" };
    expect((await send("GET", "admin/quarantine", undefined, user)).status).toBe(403);
    expect((await send("POST", "admin/quarantine/release", body, user)).status).toBe(403);
    expect((await send("POST", "admin/quarantine/again", body, user)).status).toBe(403);
  });

  it("lists prices that follow one another together, newest found first, by part of a symbol and by state", async () => {
    for (const date of ["2025-03-03", "2025-03-04", "2025-03-10"]) await doubted("ACME", date);
    await doubted("ACME", "2025-06-02");
    await doubted("PNCE.L", "2025-03-04", {
      detectedAt: new Date("2025-07-12T20:00:00Z"),
      close: null,
      rule: "not-a-number",
    });
    await doubted("OLD", "2025-03-04", { releasedAt: DETECTED, releasedBy: admin.userId, releaseNote: "it was so" });
    const all = await listed();
    expect(all.map((each: Record<string, unknown>) => [each.symbol, each.from, each.to, each.prices])).toEqual([
      ["PNCE.L", "2025-03-04", "2025-03-04", 1],
      ["ACME", "2025-06-02", "2025-06-02", 1],
      ["ACME", "2025-03-03", "2025-03-10", 3],
      ["OLD", "2025-03-04", "2025-03-04", 1],
    ]);
    expect(all[0]).toMatchObject({ releasable: false, close: null, released: null });
    expect(all[2]).toMatchObject({
      ...{ source: "yahoo", rule: "scale", reason: "10,012 where 100.1 is usual (100×)", close: 10_012 },
      ...{ detectedAt: DETECTED.toISOString(), releasable: true, released: null, note: null },
    });
    expect(await listed("?symbol=nce")).toHaveLength(1);
    expect(await listed("?symbol=%25")).toEqual([]);
    expect(await listed("?state=released")).toMatchObject([
      { symbol: "OLD", released: { at: DETECTED.toISOString(), by: "Ada" }, note: "it was so" },
    ]);
    expect(await listed("?state=held")).toHaveLength(3);
  });

  it("a release puts the prices where numbers come from, and has what follows computed again", async () => {
    const id = await computed("ACME", "yahoo");
    await doubted("ACME", "2025-03-04");
    await doubted("ACME", "2025-03-05");
    await doubted("ACME", "2025-03-06", { close: 0, rule: "zero" });
    await doubted("ACME", "2025-03-08", { rule: "out-of-session" });
    const fitted = { source: "yahoo", symbol: "ACME", marketN: 60, rateN: 60, spreadN: 60, ridgeN: 60 };
    await api.database.db.insert(symbolFactors).values([
      { ...fitted, date: "2025-03-03" },
      { ...fitted, date: "2025-03-04" },
    ]);
    const body = { source: "yahoo", symbol: "acme", from: "2025-03-04", to: "2025-03-10", note: "so it traded" };
    const answer = await send("POST", "admin/quarantine/release", body);
    expect([answer.status, await answer.json()]).toEqual([200, { prices: 2 }]);
    expect(await barsOf("ACME")).toMatchObject([
      { date: "2025-03-04", close: 10_012, high: 10_050, volume: 7_000 },
      { date: "2025-03-05", close: 10_012 },
    ]);
    expect(await listed("?state=released")).toMatchObject([
      { prices: 2, released: { by: "Ada" }, note: "so it traded" },
    ]);
    expect(await listed("?state=held")).toHaveLength(2);
    const left = await api.database.db.select({ date: symbolFactors.date }).from(symbolFactors);
    expect(left).toEqual([{ date: "2025-03-03" }]);
    expect(await needOf(id)).toEqual({ from: "2025-03-04", by: null });
    // Nobody has edited anything, and yet results are outdated.
    const { portfolio } = await (await send("GET", `portfolios/${id}`, undefined, user)).json();
    expect(portfolio.pending).toEqual({ since: "2025-03-04", edits: 0 });
  });

  it("prices that were decided otherwise, or with other words, are listed apart", async () => {
    const released = { releasedAt: DETECTED, releasedBy: admin.userId };
    await doubted("ACME", "2025-03-03");
    await doubted("ACME", "2025-03-04", { ...released, releaseNote: "it was so" });
    await doubted("ACME", "2025-03-05");
    await doubted("ACME", "2025-03-06", { ...released, releaseNote: "so was this" });
    await doubted("ACME", "2025-03-07", { rule: "stale", reason: "three alike" });
    await doubted("ACME", "2025-03-07", { source: "fmp" });
    const told = (await listed()).map((each: Record<string, unknown>) =>
      [each.source, each.from, each.to, each.rule, each.prices, each.note].join(" "),
    );
    expect(told.toSorted()).toEqual([
      "fmp 2025-03-07 2025-03-07 scale 1 ",
      "yahoo 2025-03-03 2025-03-05 scale 2 ",
      "yahoo 2025-03-04 2025-03-04 scale 1 it was so",
      "yahoo 2025-03-06 2025-03-06 scale 1 so was this",
      "yahoo 2025-03-07 2025-03-07 stale 1 ",
    ]);
  });

  it("a released price is doubted again on demand", async () => {
    const id = await computed("ACME", "yahoo");
    await doubted("ACME", "2025-03-05");
    const body = { source: "yahoo", symbol: "ACME", from: "2025-03-05", to: "2025-03-05" };
    await send("POST", "admin/quarantine/release", { ...body, note: "so it traded" });
    await api.database.db.update(portfolios).set({ recomputeFrom: null });
    const again = await send("POST", "admin/quarantine/again", { ...body, note: "no, it did not" });
    expect(await again.json()).toEqual({ prices: 1 });
    expect(await barsOf("ACME")).toEqual([]);
    const today = newYorkDate(new Date());
    const history = `put back ${today} by Ada: no, it did not; released ${today} by Ada: so it traded`;
    expect(await listed()).toMatchObject([{ released: null, note: history }]);
    expect(await needOf(id)).toEqual({ from: "2025-03-05", by: null });
    await send("POST", "admin/quarantine/release", body);
    expect(await listed()).toMatchObject([{ released: { by: "Ada" }, note: history }]);
    await send("POST", "admin/quarantine/again", body);
    const last = `put back ${today} by Ada; released ${today} by Ada`;
    expect(await listed()).toMatchObject([{ released: null, note: `${last}; ${history}` }]);
  });

  it("what is not in quarantine, or is no price, is not found", async () => {
    await doubted("ACME", "2025-03-04", { close: -3, rule: "negative" });
    const body = { source: "yahoo", symbol: "ACME", from: "2025-03-04", to: "2025-03-04" };
    for (const path of ["release", "again"]) {
      const answer = await send("POST", `admin/quarantine/${path}`, body);
      expect(await answer.json()).toMatchObject({ status: 404, code: "ERR_QUARANTINE_001" });
    }
    const malformed = await send("POST", "admin/quarantine/release", { ...body, from: "2025-02-30" });
    expect(malformed.status).toBe(400);
  });

  it("a portfolio tells what is in quarantine of its symbols and of the factors' ETFs, to its owner", async () => {
    const id = await computed("ACME", "yahoo");
    await doubted("ACME", "2025-03-04");
    await doubted("SPY", "2025-03-04");
    await doubted("KO", "2025-03-04");
    await doubted("ACME", "2025-03-05", { source: "fmp" });
    const answer = await send("GET", `portfolios/${id}/quarantine`, undefined, user);
    const { stretches } = await answer.json();
    expect(stretches.map((each: Record<string, unknown>) => each.symbol)).toEqual(["ACME", "SPY"]);
    expect((await send("GET", `portfolios/${id}/quarantine`, undefined, other)).status).toBe(404);
  });

  it("its owner releases prices of files uploaded with it, and no others", async () => {
    const shared = await computed("ACME", "yahoo");
    const own = await computed("ACME", "sample");
    const source = uploadSource(own);
    await api.database.db.update(portfolios).set({ priceSource: source }).where(eq(portfolios.id, own));
    await doubted("ACME", "2025-03-04");
    await doubted("ACME", "2025-03-04", { source });
    const body = { symbol: "ACME", from: "2025-03-04", to: "2025-03-04", note: "as in my books" };
    const refused = await send("POST", `portfolios/${shared}/quarantine/release`, body, user);
    expect(await refused.json()).toMatchObject({ status: 403, code: "ERR_QUARANTINE_002" });
    expect((await send("POST", `portfolios/${own}/quarantine/release`, body, other)).status).toBe(404);
    const released = await send("POST", `portfolios/${own}/quarantine/release`, body, user);
    expect([released.status, await released.json()]).toEqual([200, { prices: 1 }]);
    expect(await barsOf("ACME")).toMatchObject([{ source, date: "2025-03-04" }]);
    expect(await needOf(own)).toEqual({ from: "2025-03-04", by: null });
    expect(await needOf(shared)).toEqual({ from: null, by: null });
  });
});
