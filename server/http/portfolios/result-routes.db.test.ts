import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { metricDefinition } from "#lib/analytics/metric-catalogue.ts";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import {
  portfolioCorrelations,
  portfolioFactors,
  portfolioRisk,
  portfolioStress,
  positionValues,
  snapshots,
} from "#server/db/schema/analytics.ts";
import { symbolListings } from "#server/db/schema/market.ts";
import { positions, scenarios } from "#server/db/schema/portfolio.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { createTestApi, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

const [EARLIER, NEWEST] = ["2025-07-01", "2025-07-02"] as const;
const SNAPSHOT = {
  ...{ cash: "-50", marketValue: "1050", longExposure: "1050", shortExposure: "0", grossExposure: "1050" },
  ...{ netExposure: "1050", pnl: "0", realizedPnl: "0", dividends: "0", flow: "0", cumulativePnl: "0" },
  ...{ positionCount: 2, longCount: 2, shortCount: 0, staleCount: 0, margin: true },
};
const own = randomUUID();
const gone = randomUUID();
const unseen = randomUUID();

let api: TestApi;
let ann: TestUser;
let full: string;
let empty: string;

async function get(path: string, portfolioId = full) {
  const response = await api.request(`/api/v1/portfolios/${portfolioId}/${path}`, { as: ann });
  return { status: response.status, body: await response.json() };
}

async function storeAnalytics(): Promise<void> {
  const { db } = api.database;
  await db.insert(snapshots).values([
    { ...SNAPSHOT, portfolioId: full, date: EARLIER, equity: "900" },
    { ...SNAPSHOT, portfolioId: full, date: NEWEST, equity: "1000", xirrReason: "several rates solve it" },
  ]);
  await db.insert(portfolioRisk).values([
    { portfolioId: full, date: EARLIER, historicalVar95: 0.0123456789, reasons: { sharpeRatio: "1 of 60 returns" } },
    { portfolioId: full, date: NEWEST, historicalVar95: 0.02, volatility63d: 0.2, tailLength: 300, upCapture: 1.1 },
  ]);
  const factor = { portfolioId: full, factor: "market-beta", coverage: 1 };
  await db.insert(portfolioFactors).values([
    { ...factor, date: EARLIER, exposure: 0.5 },
    { ...factor, date: NEWEST, exposure: 0.7 },
  ]);
  const matrix = [
    [1, 0.123456789],
    [0.123456789, 1],
  ];
  const correlation = { portfolioId: full, symbols: ["A", "B"], matrix, clusters: [0, 1], observations: [60, 61] };
  await db.insert(portfolioCorrelations).values([
    { ...correlation, date: EARLIER, symbols: ["B", "A"], leftOut: {}, repaired: false },
    { ...correlation, date: NEWEST, leftOut: { C: "no prices" }, repaired: true },
  ]);
  await db.insert(scenarios).values([
    { id: own, portfolioId: full, name: "Mine", shocks: { market: -0.5 } },
    { id: unseen, portfolioId: full, name: "A new one", shocks: { rateBp: 75 } },
  ]);
  const stressed = { portfolioId: full, date: NEWEST, coverage: 0.9, spilloverBounded: false, beyondEquity: false };
  await db.insert(portfolioStress).values([
    { ...stressed, scenario: own, pnl: "-1500", spilloverPnl: "-1600", beyondEquity: true },
    { ...stressed, scenario: gone, pnl: "-1" },
    { ...stressed, scenario: "market_down_5", pnl: "-50", spilloverPnl: "-60", spilloverBounded: true },
    { ...stressed, scenario: "market_down_5", date: EARLIER, pnl: "-45" },
    { ...stressed, scenario: "rates_up_25bp", pnl: null, reason: "TLT has no prices" },
  ]);
}

async function storeOption(): Promise<void> {
  const { db } = api.database;
  const option = { investmentClass: "OPTIONS", investmentSubtype: "LC", optionType: "CALL" } as const;
  const [row] = await db
    .insert(positions)
    .values({
      ...{ ...option, portfolioId: full, ordinal: 1, symbol: "SAP250919C00100000", underlyingSymbol: "SAP.DE" },
      ...{ quantity: "2", entryPrice: "5", entryDate: "2025-06-30", strikePrice: "100", expirationDate: "2025-09-19" },
    })
    .returning();
  await db.insert(positionValues).values({
    ...{ portfolioId: full, positionId: row!.id, date: NEWEST, quantity: "2", price: "6", priceDate: NEWEST },
    ...{ priceOrigin: "model", priceNote: "volatility assumed at 25%: no price is known", marketValue: "1200" },
    ...{
      exposure: "12345.6",
      unrealizedPnl: "200",
      realizedPnl: "0",
      weight: 0.9,
      impliedVolatility: 0.25,
      delta: 0.6,
    },
  });
  const updatedAt = new Date("2025-07-02T00:00:00Z");
  await db
    .insert(symbolListings)
    .values({ source: "sample", symbol: "SAP.DE", provider: "yahoo", currency: "EUR", updatedAt });
}

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
  full = await storePortfolio(api.database.db, [{ symbol: "A" }], { ownerId: ann.userId, accountName: "Full" });
  empty = await storePortfolio(api.database.db, [], { ownerId: ann.userId, accountName: "Empty" });
  await storeAnalytics();
  await storeOption();
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

describe("results of the last phase", () => {
  it("are those of the newest date, or of any computed date that is asked for", async () => {
    expect((await get("risk")).body.risk).toMatchObject({
      ...{ asOf: NEWEST, equity: 1000, historicalVar95: 0.02, tailLength: 300, upCapture: 1.1, sharpeRatio: null },
      reasons: {},
    });
    expect((await get(`risk?date=${EARLIER}`)).body.risk).toMatchObject({
      ...{ asOf: EARLIER, equity: 900, reasons: { sharpeRatio: "1 of 60 returns" } },
    });
    expect((await get("factors")).body).toMatchObject({ asOf: NEWEST, factors: [{ exposure: 0.7 }] });
    expect((await get(`factors?date=${EARLIER}`)).body).toMatchObject({ asOf: EARLIER, factors: [{ exposure: 0.5 }] });
    const earlier = (await get(`stress?date=${EARLIER}`)).body;
    expect(earlier).toMatchObject({ asOf: EARLIER, equity: 900 });
    expect(earlier.scenarios.find(isCalled("market_down_5"))).toMatchObject({ pnl: -45, pnlShare: -0.05 });
  });

  it("are nothing for a date that was not computed, and no answer to what is no date", async () => {
    expect((await get("risk?date=2025-07-03")).body.risk).toBeNull();
    expect((await get("factors?date=2025-07-03")).body).toMatchObject({ asOf: null, factors: [] });
    expect((await get("stress?date=2025-07-03")).body).toMatchObject({ asOf: null, scenarios: [] });
    for (const path of ["risk?date=2025-02-30", "stress?date=yesterday", "risk-history?from=2025-13-01"]) {
      expect([path, (await get(path)).status]).toEqual([path, 400]);
    }
  });

  it("have the correlation matrix in its own order, as it was computed, with what it leaves out", async () => {
    expect((await get("correlations")).body.correlations).toEqual({
      ...{ asOf: NEWEST, runId: null, symbols: ["A", "B"], clusters: [0, 1], observations: [60, 61], repaired: true },
      matrix: [
        [1, 0.123456789],
        [0.123456789, 1],
      ],
      leftOut: { C: "no prices" },
    });
  });

  it("have every built-in scenario in order, then one's own, in dollars and of equity", async () => {
    const { asOf, equity, scenarios: listed } = (await get("stress")).body;
    expect([asOf, equity]).toEqual([NEWEST, 1000]);
    const ids = listed.map(({ scenario }: { scenario: string }) => scenario);
    expect(ids).toEqual([...STRESS_SCENARIOS.map(({ id }) => id), unseen, own]);
    expect(listed.find(isCalled("market_down_5"))).toMatchObject({
      ...{ group: "market", shocks: { market: -0.05 }, byDefault: true, pnl: -50, pnlShare: -0.05 },
      ...{ spilloverPnl: -60, spilloverShare: -0.06, spilloverBounded: true, coverage: 0.9, reason: null },
    });
    expect(listed.find(isCalled(own))).toMatchObject({ group: "own", name: "Mine", pnl: -1500, beyondEquity: true });
    expect(listed.find(isCalled("rates_up_25bp"))).toMatchObject({ pnl: null, reason: "TLT has no prices" });
    expect(listed.find(isCalled(unseen))).toMatchObject({ pnl: null, reason: "no run has computed it yet" });
  });

  it("have risk over time as lists beside the dates, within a range", async () => {
    expect((await get("risk-history")).body).toMatchObject({
      ...{ dates: [EARLIER, NEWEST], historicalVar95: [0.012346, 0.02], volatility63d: [null, 0.2] },
    });
    expect((await get(`risk-history?from=${NEWEST}`)).body.dates).toEqual([NEWEST]);
    expect((await get(`risk-history?to=${EARLIER}`)).body.dates).toEqual([EARLIER]);
  });

  it("have options with exposure, greeks, what their price rests on, and the currency of their underlying", async () => {
    const { positions: listed } = (await get("positions")).body;
    expect(listed[1]).toMatchObject({
      ...{ underlyingSymbol: "SAP.DE", strikePrice: 100, expirationDate: "2025-09-19", currency: "EUR" },
      value: {
        ...{ exposure: 12345.6, priceOrigin: "model", priceNote: expect.stringContaining("25%") },
        greeks: { impliedVolatility: 0.25, delta: 0.6, gamma: null },
      },
    });
    expect(listed[0]).toMatchObject({ symbol: "A", currency: null, value: null });
  });

  it("have positions beyond the first page, at the cursor of that page", async () => {
    const first = (await get("positions?limit=1")).body;
    expect(first.positions).toMatchObject([{ symbol: "A" }]);
    const { body } = await get(`positions?limit=1&cursor=${first.nextCursor}`);
    expect(body).toMatchObject({ positions: [{ underlyingSymbol: "SAP.DE" }], total: first.total });
    expect((await get("positions?cursor=next")).status).toBe(400);
  });

  it("say why there is no money-weighted return", async () => {
    const { snapshots: sessions } = (await get("snapshots")).body;
    expect(sessions.at(-1)).toMatchObject({ xirr: null, xirrReason: "several rates solve it", margin: true });
  });

  it("name a definition of the catalogue for every figure of the answer", async () => {
    for (const path of [
      "risk",
      "factors",
      "sectors",
      "stress",
      "correlations",
      "risk-history",
      "snapshots",
      "positions",
    ]) {
      const { metrics } = (await get(path)).body;
      expect([path, Object.keys(metrics).length > 0]).toEqual([path, true]);
      for (const id of Object.values<string>(metrics)) expect(metricDefinition(id).formula).not.toBe("");
    }
    const { risk, metrics } = (await get("risk")).body;
    const { asOf: _asOf, runId: _run, equity: _equity, reasons: _reasons, ...figures } = risk;
    expect(Object.keys(metrics).toSorted()).toEqual(Object.keys(figures).toSorted());
  });

  it("are null and empty before the first run", async () => {
    expect((await get("risk", empty)).body.risk).toBeNull();
    expect((await get("correlations", empty)).body.correlations).toBeNull();
    expect((await get("stress", empty)).body).toMatchObject({ asOf: null, equity: null, scenarios: [] });
    expect((await get("risk-history", empty)).body).toMatchObject({ dates: [], volatility21d: [] });
  });
});

function isCalled(id: string) {
  return ({ scenario }: { scenario: string }) => scenario === id;
}
