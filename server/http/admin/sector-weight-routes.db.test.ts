import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GICS_SECTORS } from "#lib/sectors.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { indexSectorWeights } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { createTestApi, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

const PATH = "/api/v1/admin/sector-weights";
const SHIPPED = "2025-11-28";
const WEIGHTS = [34.6, 9.8, 13.1, 2.8, 10.3, 4.9, 8, 1.7, 1.9, 2.4, 10.7];

let api: TestApi;
let admin: TestUser;
let user: TestUser;
let shipped: (typeof indexSectorWeights.$inferSelect)[];
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.signUp("Root", "admin");
  user = await api.signUp("Ann");
  shipped = await api.database.db.select().from(indexSectorWeights);
});
beforeEach(async () => {
  await api.database.db.delete(indexSectorWeights);
  await api.database.db.insert(indexSectorWeights).values(shipped);
  await api.database.db.delete(portfolios);
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

const csvOf = (...dates: readonly (readonly [asOf: string, tech?: number])[]) =>
  [
    "sector,weight_pct,as_of,source",
    ...dates.flatMap(([asOf, tech = 34.6]) =>
      GICS_SECTORS.map((sector, i) => `${sector},${i === 0 ? tech : WEIGHTS[i]},${asOf},An index provider`),
    ),
  ].join("\n");
const put = (body: BodyInit, as = admin) =>
  api.request(PATH, { method: "PUT", body, as, ...(typeof body === "string" ? TEXT : {}) });
const TEXT = { headers: { "content-type": "text/csv" } };
const remove = (asOf: string, as = admin) => api.request(`${PATH}/${asOf}`, { method: "DELETE", as });
const datesOf = async (response: Response) =>
  (await response.json()).tables.map(({ asOf }: { asOf: string }) => asOf) as string[];
const listed = async () => datesOf(await api.request(PATH, { as: admin }));

describe("the index's sector weights", () => {
  it("are at first those the product carries", async () => {
    const response = await api.request(PATH, { as: admin });
    expect(response.status).toBe(200);
    const { tables } = await response.json();
    expect(tables).toHaveLength(1);
    const [table] = tables;
    expect(table).toMatchObject({ asOf: SHIPPED, origins: [expect.stringContaining("S&P Dow Jones Indices")] });
    const sectors: { sector: string; weight: number }[] = table.sectors;
    expect(sectors.map(({ sector }) => sector).toSorted()).toEqual(GICS_SECTORS.toSorted());
    expect(sectors[0]).toEqual({ sector: "Information Technology", weight: 0.346 });
    expect(sectors.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1.002, 10);
  });

  it("are replaced where the file has their date, and kept where not", async () => {
    const first = await put(csvOf(["2025-12-31", 34.4], ["2026-01-30"]));
    expect(first.status).toBe(200);
    expect(await datesOf(first)).toEqual(["2026-01-30", "2025-12-31", SHIPPED]);
    const form = new FormData();
    form.set("file", new Blob([csvOf(["2025-12-31", 34.2])]), "weights.csv");
    const { tables } = await (await put(form)).json();
    const weightOf = (asOf: string) =>
      tables.find((table: { asOf: string }) => table.asOf === asOf).sectors[0].weight as number;
    expect(["2026-01-30", "2025-12-31", SHIPPED].map(weightOf)).toEqual([0.346, 0.342, 0.346]);
  });

  it("stay as they are when the file has any problem; all of them are named", async () => {
    const broken = csvOf([SHIPPED, 36], ["2025-12-31"]).replace("Energy,2.8,2025-12-31", "Oil,lots,2025-12-31");
    const response = await put(broken);
    expect(response.status).toBe(422);
    const problem = await response.json();
    expect(problem).toMatchObject({ code: "ERR_SECTOR_014", status: 422 });
    expect(problem.errors).toMatchObject([
      { row: 2, column: "weight_pct", code: "ERR_SECTOR_011", value: "101.60" },
      { row: 16, column: "sector", code: "ERR_SECTOR_006", value: "Oil" },
      { row: 16, column: "weight_pct", code: "ERR_SECTOR_007", value: "lots" },
    ]);
    expect(await listed()).toEqual([SHIPPED]);
    const unchanged = await (await api.request(PATH, { as: admin })).json();
    expect(unchanged.tables[0].sectors[0].weight).toBe(0.346);
  });

  it("stay deleted, also those the product carries and the last ones", async () => {
    await put(csvOf(["2025-12-31"]));
    expect(await datesOf(await remove(SHIPPED))).toEqual(["2025-12-31"]);
    expect(await datesOf(await remove("2025-12-31"))).toEqual([]);
    expect(await listed()).toEqual([]);
    for (const asOf of ["2025-12-31", "2025-12-32", "never"]) {
      const missing = await remove(asOf);
      expect([asOf, missing.status]).toEqual([asOf, 404]);
      expect(await missing.json()).toMatchObject({ code: "ERR_SECTOR_015" });
    }
  });

  it("are for admins alone", async () => {
    for (const as of [user, undefined]) {
      const expected = as ? 403 : 401;
      const put = await api.request(PATH, { method: "PUT", body: csvOf(["2025-12-31"]), ...TEXT, as });
      const removal = await api.request(`${PATH}/${SHIPPED}`, { method: "DELETE", as });
      expect([(await api.request(PATH, { as })).status, put.status, removal.status]).toEqual(Array(3).fill(expected));
    }
    expect(await listed()).toEqual([SHIPPED]);
  });

  it("are not asked of a form without a file, nor taken from a file that is too large", async () => {
    const empty = await put(new FormData());
    expect([empty.status, (await empty.json()).code]).toEqual([422, "ERR_SECTOR_013"]);
    const large = await put("x".repeat(1_200_000));
    expect(large.status).toBe(422);
    expect(await large.json()).toMatchObject({ code: "ERR_SECTOR_014", errors: [{ code: "ERR_SECTOR_003" }] });
  });

  it("may go far back", async () => {
    const months = Array.from({ length: 150 }, (_, i) => new Date(Date.UTC(2010, i + 1, 0)).toISOString().slice(0, 10));
    const history = csvOf(...months.map((month) => [month] as const));
    expect(history.length).toBeGreaterThan(65_536);
    expect(await datesOf(await put(history))).toEqual([SHIPPED, ...months.toReversed()]);
  });
});

describe("portfolios that stand beside changed weights", () => {
  const SESSIONS = ["2025-11-26", "2025-11-28", "2025-12-31", "2026-01-02"];
  async function portfolioWith(sessions: readonly string[], recomputeFrom: string | null = null): Promise<string> {
    const { db } = api.database;
    const recomputeSetBy = await storeRun(db, await storePortfolio(db, []));
    const id = await storePortfolio(db, [], { recomputeFrom, recomputeSetBy });
    const amounts = Object.fromEntries(
      ["equity", "cash", "marketValue", "longExposure", "shortExposure", "grossExposure", "netExposure"]
        .concat(["pnl", "realizedPnl", "dividends", "flow", "cumulativePnl"])
        .map((name) => [name, "0"]),
    );
    const counts = { positionCount: 0, longCount: 0, shortCount: 0, staleCount: 0, margin: false };
    for (const date of sessions) {
      const row = { portfolioId: id, date, ...counts, ...amounts } as typeof snapshots.$inferInsert;
      await db.insert(snapshots).values(row);
    }
    return id;
  }
  async function markOf(id: string) {
    const { recomputeFrom, recomputeSetAt, recomputeSetBy } = portfolios;
    const [row] = await api.database.db
      .select({ from: recomputeFrom, at: recomputeSetAt, by: recomputeSetBy })
      .from(portfolios)
      .where(eq(portfolios.id, id));
    return row!;
  }

  it("are computed anew from the first session the change concerns", async () => {
    const [whole, older, marked] = [
      await portfolioWith(SESSIONS),
      await portfolioWith(SESSIONS.slice(0, 2)),
      await portfolioWith(SESSIONS, "2025-11-26"),
    ];
    const response = await put(csvOf(["2025-12-30"]));
    expect((await response.json()).portfolios).toBe(2);
    expect(await markOf(whole)).toMatchObject({ from: "2025-12-31", at: expect.any(Date), by: null });
    expect(await markOf(older)).toMatchObject({ from: null, at: null });
    expect(await markOf(marked)).toMatchObject({ from: "2025-11-26", at: expect.any(Date), by: null });
  });

  it("are computed anew from their beginning where the oldest weights change", async () => {
    const id = await portfolioWith(SESSIONS);
    await remove(SHIPPED);
    expect((await markOf(id)).from).toBe("2025-11-26");
  });

  it("stay as they are where the same weights come again", async () => {
    const id = await portfolioWith(SESSIONS);
    const response = await put(csvOf([SHIPPED]));
    const { tables, portfolios } = await response.json();
    expect([portfolios, (await markOf(id)).from]).toEqual([0, null]);
    expect(tables[0].origins).toEqual(["An index provider"]);
  });
});
