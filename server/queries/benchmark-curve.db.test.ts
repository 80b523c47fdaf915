import { afterAll, beforeAll, expect, it } from "vitest";
import { bars, corporateActions } from "#server/db/schema/market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { benchmarkCurve } from "./benchmark-curve.ts";

let database: TestDatabase;
let portfolioId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  portfolioId = await storePortfolio(database.db, [{ symbol: "KO" }]);
});
afterAll(() => database.drop());

const SESSIONS = ["2025-07-01", "2025-07-02", "2025-07-03", "2025-07-07"];
const curve = (flows: readonly number[]) =>
  benchmarkCurve(
    database.db,
    portfolioId,
    1000,
    SESSIONS.map((date, i) => ({ date, flow: flows[i] ?? 0 })),
  );

it("is the same money in SPY from the close before the first session on, dividends and flows included", async () => {
  expect(await curve([])).toBeNull();
  const closes = { "2025-06-30": 100, "2025-07-01": 110, "2025-07-02": 100, "2025-07-07": 60 };
  const spy = { source: "sample", symbol: "SPY" };
  await database.db.insert(bars).values(Object.entries(closes).map(([date, close]) => ({ ...spy, date, close })));
  await database.db.insert(corporateActions).values([
    { ...spy, exDate: "2025-07-02", kind: "dividend", value: 10 },
    { ...spy, exDate: "2025-07-07", kind: "split", value: 2 },
  ]);
  const [first, paid, missing, split] = (await curve([])) ?? [];
  expect([first, paid, split].map((value) => Number(value?.toFixed(6)))).toEqual([1100, 1100, 1320]);
  expect(missing).toBeNull();
  const put = (await curve([0, 1100])) ?? [];
  expect(put[0]).toBeCloseTo(1100, 9);
  expect(put[1]).toBeCloseTo(2200, 9);
  expect(put[3]).toBeCloseTo(2640, 9);
});
