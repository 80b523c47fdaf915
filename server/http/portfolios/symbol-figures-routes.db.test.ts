import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FACTORS } from "#lib/analytics/factor-catalogue.ts";
import { FIGURE_METRICS } from "#lib/analytics/figure-metrics.ts";
import { metricDefinition } from "#lib/analytics/metric-catalogue.ts";
import { uploadSource } from "#lib/price-files/upload-source.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { bars, companyProfiles, providerBetas, symbolFactors, symbolMetrics } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { createTestApi, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

const [EARLIER, NEWEST, LATER] = ["2025-07-01", "2025-07-02", "2025-07-03"] as const;
const SNAPSHOT = {
  ...{
    equity: "1000",
    cash: "0",
    marketValue: "1000",
    longExposure: "1000",
    shortExposure: "0",
    grossExposure: "1000",
  },
  ...{ netExposure: "1000", pnl: "0", realizedPnl: "0", dividends: "0", flow: "0", cumulativePnl: "0" },
  ...{ positionCount: 2, longCount: 2, shortCount: 0, staleCount: 0, margin: false },
};
const METRICS = {
  ...{ close: 90, return1d: 0.01, return1w: 0.02, returnMtd: 0.03, return1m: 0.04, return3m: 0.05, returnYtd: 0.06 },
  ...{ volatility21d: 0.2, volatility63d: 0.21, volatility252d: 0.22, week52High: 100, week52Low: 80 },
  ...{ distanceFromHigh: -0.1, maxDrawdown1y: -0.2, averageDollarVolume21d: 1e6 },
  reasons: { return1y: "no price at the start of 1y" },
};
const FITS = {
  ...{ marketBeta: 1.1, marketAlpha: 0.001, marketR2: 0.5, marketStandardError: 0.1, marketT: 11, marketP: 0.0001 },
  ...{ marketN: 61, rateBeta: null, rateN: 0, spreadN: 123, growthValueSpread: 0.3, growthValueSpreadR2: 0.1 },
  ...{ value: 0.4, growth: -0.2, momentum: 0, quality: 0.1, size: 0.2, lowVolatility: 0.3, ridgeR2: 0.6, ridgeN: 60 },
  reasons: { "rate-beta": "TLT has no prices", "size-spread": "59 of 60 observations" },
};
const PROFILE = { name: "Alpha", kind: "stock", exchange: "NYSE", currency: "USD", country: "US" } as const;
const OPTION = { investmentClass: "OPTIONS", investmentSubtype: "LC", underlyingSymbol: "B" } as const;

let api: TestApi;
let ann: TestUser;
let bob: TestUser;
let computed: string;
let empty: string;

async function get(symbol: string, portfolioId = computed, as = ann) {
  const response = await api.request(`/api/v1/portfolios/${portfolioId}/symbols/${symbol}`, { as });
  return { status: response.status, body: await response.json() };
}

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
  bob = await api.signUp("Bob");
  const { db } = api.database;
  const held = [
    ...[{ symbol: "A" }, { symbol: "BRK/B" }, { ...OPTION, symbol: "B251219C00100000" }],
    { symbol: "FUND", investmentClass: "PRIVATE", investmentSubtype: "PRIVATE_EQUITY" } as const,
    { symbol: "USD", investmentSubtype: "CASH" },
  ];
  computed = await storePortfolio(db, held, { ownerId: ann.userId, accountName: "Computed" });
  empty = await storePortfolio(db, [{ symbol: "NEW" }], { ownerId: ann.userId, accountName: "Empty" });
  await db.insert(snapshots).values({ ...SNAPSHOT, portfolioId: computed, date: NEWEST });
  const a = { source: "sample", symbol: "A" };
  await db.insert(symbolMetrics).values([
    { ...a, ...METRICS, asOf: NEWEST },
    { ...a, asOf: LATER, close: 1 },
  ]);
  await db.insert(symbolFactors).values([
    { ...a, ...FITS, date: EARLIER, marketBeta: 0.9 },
    { ...a, ...FITS, date: NEWEST },
    { ...a, ...FITS, date: LATER, marketBeta: 9 },
  ]);
  await db.insert(providerBetas).values({ ...a, date: NEWEST, beta: 1.2 });
  await db.insert(bars).values([
    { ...a, date: EARLIER, close: 90 },
    { ...a, date: LATER, close: 91 },
  ]);
  await db.insert(companyProfiles).values({ ...a, ...PROFILE });
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

describe("a symbol of a portfolio", () => {
  it("has the figures of the portfolio's newest session, not of a later one, each null with its reason", async () => {
    const { status, body } = await get("A");
    expect([status, body]).toEqual([200, expect.objectContaining({ symbol: "A", companyName: "Alpha" })]);
    expect(body).toMatchObject({ priceSource: "sample", session: NEWEST, priceDate: EARLIER });
    expect(body.figures).toEqual({ ...METRICS, asOf: NEWEST, return1y: null });
  });

  it("has all 13 factors in order, with every statistic of their fits and why there is none", async () => {
    const { factors } = (await get("A")).body;
    expect(factors).toMatchObject({ asOf: NEWEST, providerAsOf: NEWEST });
    expect(factors.fits.map(({ factor }: { factor: string }) => factor)).toEqual(FACTORS.map(({ id }) => id));
    const betaTo = (id: string) => factors.fits.find(({ factor }: { factor: string }) => factor === id);
    const none = { alpha: null, r2: null, standardError: null, t: null, p: null, n: null };
    expect(betaTo("market-beta")).toEqual({
      ...{ factor: "market-beta", beta: 1.1, alpha: 0.001, r2: 0.5, standardError: 0.1, t: 11, p: 0.0001, n: 61 },
      reason: null,
    });
    expect(betaTo("provider-beta")).toEqual({ factor: "provider-beta", beta: 1.2, ...none, reason: null });
    expect(betaTo("rate-beta")).toEqual({ factor: "rate-beta", beta: null, ...none, reason: "TLT has no prices" });
    expect(betaTo("value")).toEqual({ factor: "value", beta: 0.4, ...none, r2: 0.6, n: 60, reason: null });
    expect(betaTo("momentum")).toMatchObject({ beta: 0, reason: null });
    expect(betaTo("growth-value-spread")).toMatchObject({ beta: 0.3, r2: 0.1, n: 123 });
    expect(betaTo("size-spread")).toMatchObject({ beta: null, n: null, reason: "59 of 60 observations" });
    expect(betaTo("quality-spread")).toMatchObject({ beta: null, reason: "not fitted" });
  });

  it("has a data-quality score that is the sum of its parts", async () => {
    const { score, parts } = (await get("A")).body.quality;
    expect(parts).toEqual({
      price: { points: 26.25, most: 30, reason: "the newest close is 1 day older" },
      returns: { points: (30 * 6) / 7, most: 30, reason: "6 of 7 known, not 1 year" },
      profile: { points: 12.5, most: 20, reason: "5 of 8 known, not sector, industry, market value" },
      factors: {
        ...{ points: (20 * 9) / 13, most: 20 },
        reason: "9 of 13 known, not IR Beta, Momentum Spread, Size Spread, Quality Spread",
      },
    });
    expect(score).toBeCloseTo(26.25 + (30 * 6) / 7 + 12.5 + (20 * 9) / 13, 12);
  });

  it("is as it was stored by any date that is asked for", async () => {
    const { body } = await get(`A?date=${EARLIER}`);
    expect(body).toMatchObject({ session: EARLIER, priceDate: EARLIER, figures: null });
    expect(body.factors).toMatchObject({ asOf: EARLIER, providerAsOf: null });
    expect(body.factors.fits.slice(0, 2)).toMatchObject([{ beta: 0.9 }, { beta: null }]);
    expect(body.quality.parts).toMatchObject({ price: { points: 30 }, returns: { points: 0 } });
    const late = (await get("A?date=2025-07-14")).body;
    expect(late).toMatchObject({ priceDate: LATER, factors: { asOf: LATER } });
    expect(late.quality.parts).toMatchObject({ price: { points: 0 }, factors: { points: 20 / 13 } });
  });

  it("looks, on a day without trade, at the session before it", async () => {
    const { body } = await get("A?date=2025-07-06");
    expect(body).toMatchObject({ session: LATER, priceDate: LATER });
    expect(body.quality.parts.price).toEqual({ points: 30, most: 30, reason: null });
    for (const [date, session] of [
      ["1950-03-04", "1950-03-04"],
      ["1986-01-01", "1986-01-01"],
      ["1986-01-04", "1986-01-03"],
      ["2300-01-05", "2199-12-31"],
    ]) {
      expect((await get(`A?date=${date}`)).body.session, date).toBe(session);
    }
  });

  it("names a definition of the catalogue for every figure", async () => {
    const { metrics, figures, factors, quality } = (await get("A")).body;
    const { asOf: _asOf, reasons: _reasons, ...numbers } = figures;
    expect(Object.keys(metrics.figures).toSorted()).toEqual(Object.keys(numbers).toSorted());
    const { factor: _factor, beta: _beta, reason: _reason, ...statistics } = factors.fits[0];
    expect(Object.keys(metrics.factors).toSorted()).toEqual(Object.keys(statistics).toSorted());
    expect(Object.keys(metrics.quality)).toEqual(["score", ...Object.keys(quality.parts)]);
    for (const ids of Object.values<Record<string, string>>(metrics)) {
      for (const id of Object.values(ids)) expect(metricDefinition(id).id).toBe(id);
    }
  });

  it("is nothing but reasons before the first run", async () => {
    const { status, body } = await get("NEW", empty);
    expect([status, body]).toEqual([200, expect.objectContaining({ session: null, figures: null, quality: null })]);
    expect(body.factors.fits).toHaveLength(13);
    for (const { beta, reason } of body.factors.fits) expect([beta, reason]).toEqual([null, expect.any(String)]);
  });

  it("is one its positions are priced by: an option's underlying, nothing private, no cash, of this portfolio", async () => {
    for (const symbol of ["B", "BRK%2FB"]) expect([symbol, (await get(symbol)).status]).toEqual([symbol, 200]);
    for (const symbol of ["B251219C00100000", "FUND", "USD", "NEW", "a", "%27"]) {
      const { status, body } = await get(symbol);
      expect([symbol, status, body.code]).toEqual([symbol, 404, "ERR_SYMBOL_004"]);
    }
    expect((await get("A", computed, bob)).body.code).toBe("ERR_PORT_014");
  });

  it("comes from the portfolio's own price files where it has some", async () => {
    const { db } = api.database;
    const id = await storePortfolio(db, [{ symbol: "A" }], { ownerId: ann.userId, accountName: "Files" });
    await db
      .update(portfolios)
      .set({ priceSource: uploadSource(id) })
      .where(eq(portfolios.id, id));
    await db.insert(symbolMetrics).values({ source: uploadSource(id), symbol: "A", asOf: EARLIER, close: 7 });
    expect((await get("A", id)).body).toMatchObject({ priceSource: "upload", session: EARLIER, figures: { close: 7 } });
    await db.insert(symbolFactors).values({ ...FITS, source: uploadSource(id), symbol: "A", date: NEWEST });
    const { session, figures, factors } = (await get("A", id)).body;
    expect([session, figures.asOf, factors.asOf]).toEqual([NEWEST, EARLIER, NEWEST]);
  });

  it("has in the rows of the positions every figure that their metrics name", async () => {
    const response = await api.request(`/api/v1/portfolios/${computed}/positions`, { as: ann });
    const { positions: rows, metrics } = await response.json();
    expect(rows[0].metrics).toMatchObject({ asOf: LATER, close: 1, return1d: null, reasons: {} });
    const carried = Object.keys({ ...rows[0].metrics, ...rows[0].value, ...FIGURE_METRICS.position });
    expect(carried).toEqual(expect.arrayContaining(Object.keys(metrics)));
    expect(rows[1].metrics).toBeNull();
  });
});
