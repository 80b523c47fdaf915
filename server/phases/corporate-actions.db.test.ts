import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { positionValues, snapshots } from "#server/db/schema/analytics.ts";
import { symbolAliases } from "#server/db/schema/market.ts";
import { cashFlows, positions, valuations } from "#server/db/schema/portfolio.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { CorporateAction, PriceSource } from "#server/market/price-source.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { createAliases } from "#server/market/symbol-aliases.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareAgain } from "#tests/fixtures/prepared-run.ts";
import { storePortfolio, storeRun, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { createStubProvider } from "#tests/fixtures/stub-provider.ts";
import { createStubSource, flatBar } from "#tests/fixtures/stub-source.ts";
import { marketData } from "./market-data/market-data.ts";
import { marketValues } from "./market-values/market-values.ts";
import { profitAndLoss } from "./profit-and-loss/profit-and-loss.ts";

const [FIRST, LAST] = ["2025-06-02", "2025-06-13"];
const now = () => new Date("2025-06-13T22:00:00Z");

/** Closes by the date they hold from on; null where there are none. Splits and dividends by ex-date. */
interface History {
  readonly closes: Readonly<Record<string, number | null>>;
  readonly actions?: readonly CorporateAction[];
}

const split = (date: string, value: number): CorporateAction => ({ date, kind: "split", value });
const dividend = (date: string, value: number): CorporateAction => ({ date, kind: "dividend", value });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function closeOf({ closes }: History, date: string): number | null {
  const from = Object.keys(closes).findLast((each) => each <= date) ?? required(Object.keys(closes)[0], "close");
  return closes[from] ?? null;
}

const historyOf = (histories: Readonly<Record<string, History>>, symbol: string): History | undefined =>
  histories[symbol] ?? (/\d/.test(symbol) ? undefined : { closes: { [FIRST]: 100 } });

function bars(histories: Readonly<Record<string, History>>) {
  return (symbol: string, from: string, to: string) => {
    const history = historyOf(histories, symbol);
    if (!history) return { code: "unknown-symbol" as const, reason: `${symbol} is not quoted` };
    return sessionsBetween(from, to).flatMap((date) => {
      const close = closeOf(history, date);
      return close === null ? [] : [flatBar(date, close)];
    });
  };
}

/** A source of these histories alone; another one for each account, so that none sees another's prices. */
function sourceOf(histories: Readonly<Record<string, History>>) {
  const name = `upload:${crypto.randomUUID()}` as const;
  return createStubSource({
    ...{ name, present: LAST, bars: bars(histories), capabilities: ["daily", "option-quotes"] },
    actions: (symbol) => [...(historyOf(histories, symbol)?.actions ?? [])],
  });
}

interface Events {
  readonly flows?: readonly (readonly [string, number])[];
  readonly valued?: readonly (readonly [string, number])[];
}

/** The account of 10,000 as phases 1, 3 and 4 have it; a position's days by its symbol. */
async function accountOf(source: PriceSource, held: readonly TestPosition[], { flows = [], valued = [] }: Events = {}) {
  const { db } = database;
  const portfolioId = await storePortfolio(
    db,
    held.map((position) => ({ entryDate: FIRST, ...position })),
    { priceSource: source.name, openingEquity: "10000", fromDate: FIRST },
  );
  const [first] = await db.select({ id: positions.id }).from(positions).where(eq(positions.portfolioId, portfolioId));
  for (const [date, amount] of flows) await db.insert(cashFlows).values({ portfolioId, date, amount: `${amount}` });
  for (const [date, price] of valued)
    await db.insert(valuations).values({ positionId: first!.id, date, price: `${price}` });
  const run = await prepareAgain({ db, source, now }, await storeRun(db, portfolioId));
  const reports = [];
  for (const phase of [marketData, profitAndLoss, marketValues]) {
    reports.push((await executePhase(phase, createPhaseContext({ db, ...run }))).report);
  }
  const days = await db
    .select()
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolioId))
    .orderBy(asc(snapshots.date));
  for (const { cash, marketValue, equity } of days) {
    expect(cents(Number(cash) + Number(marketValue))).toBe(cents(equity));
  }
  const daysOf = async (symbol: string) => {
    const rows = await db
      .select({ day: positionValues })
      .from(positionValues)
      .innerJoin(positions, and(eq(positions.id, positionValues.positionId), eq(positions.symbol, symbol)))
      .where(eq(positionValues.portfolioId, portfolioId))
      .orderBy(asc(positionValues.date));
    return new Map(rows.map(({ day }) => [day.date, day]));
  };
  return {
    on: (date: string) =>
      required(
        days.find((day) => day.date === date),
        date,
      ),
    days,
    daysOf,
    reports,
  };
}

const cents = (amount: string | number | null | undefined) => Math.round(Number(amount) * 100) / 100;
const equities = (days: readonly { readonly equity: string }[]) => days.map(({ equity }) => cents(equity));
const last = <Value>(days: ReadonlyMap<string, Value>) => required([...days.values()].at(-1), "a day");

describe("the account, to the cent", () => {
  test("sold before a split: the split changes nothing", async () => {
    const XYZ = { closes: { [FIRST]: 100, "2025-06-03": 104, "2025-06-05": 27 }, actions: [split("2025-06-05", 4)] };
    const sold = { symbol: "XYZ", quantity: "10", exitDate: "2025-06-04", exitPrice: "110" };
    const { days, daysOf } = await accountOf(sourceOf({ XYZ }), [sold]);
    // 10 × (110 − 100)
    expect(equities(days)).toEqual([10_000, 10_040, 10_100, 10_100, 10_100, 10_100, 10_100, 10_100, 10_100, 10_100]);
    expect(last(await daysOf("XYZ"))).toMatchObject({ date: "2025-06-04", quantity: "10", realizedPnl: "100" });
  });

  const TWICE = {
    closes: { [FIRST]: 90, "2025-06-03": 96, "2025-06-04": 49, "2025-06-09": 17, "2025-06-13": 18.5 },
    actions: [split("2025-06-04", 2), split("2025-06-09", 3)],
  };

  test("two splits multiply", async () => {
    const { on, daysOf } = await accountOf(sourceOf({ XYZ: TWICE }), [
      { symbol: "XYZ", quantity: "10", entryPrice: "90" },
    ]);
    const days = await daysOf("XYZ");
    expect(["2025-06-03", "2025-06-04", "2025-06-09"].map((date) => days.get(date)?.quantity)).toEqual([
      "10",
      "20",
      "60",
    ]);
    // 10 × 96; 20 × 49; 60 × 17; 60 × 18.50, bought for 900
    expect([on("2025-06-03"), on("2025-06-04"), on("2025-06-09"), on(LAST)].map(({ equity }) => cents(equity))).toEqual(
      [10_060, 10_080, 10_120, 10_210],
    );
    expect(cents(last(days).unrealizedPnl)).toBe(210);
  });

  test("a broker's quantity of today is the same account: the splits since the entry are undone", async () => {
    const traded = await accountOf(sourceOf({ XYZ: TWICE }), [{ symbol: "XYZ", quantity: "10", entryPrice: "90" }]);
    const broker = { symbol: "XYZ", quantity: "60", entryPrice: "15", quantityAsOf: LAST };
    const imported = await accountOf(sourceOf({ XYZ: TWICE }), [broker]);
    expect(equities(imported.days)).toEqual(equities(traded.days));
    expect((await imported.daysOf("XYZ")).get("2025-06-03")).toMatchObject({ quantity: "10", marketValue: "960" });
    const between = { ...broker, quantity: "20", entryPrice: "45", quantityAsOf: "2025-06-06" };
    const earlier = await accountOf(sourceOf({ XYZ: TWICE }), [between]);
    expect(equities(earlier.days)).toEqual(equities(traded.days));
  });

  test("a reverse split keeps the fraction of a share", async () => {
    const XYZ = {
      closes: { [FIRST]: 2.1, "2025-06-05": 20.5, "2025-06-13": 21.3 },
      actions: [split("2025-06-05", 0.1)],
    };
    const { on, daysOf } = await accountOf(sourceOf({ XYZ }), [{ symbol: "XYZ", quantity: "105", entryPrice: "2" }]);
    expect(last(await daysOf("XYZ")).quantity).toBe("10.5");
    // 105 × 2.10 and 10.5 × 20.50, then × 21.30, bought for 210
    expect([on("2025-06-04"), on("2025-06-05"), on(LAST)].map(({ equity }) => cents(equity))).toEqual([
      10_010.5, 10_005.25, 10_013.65,
    ]);
  });

  test("a split and a dividend of one day: paid on the new shares", async () => {
    const XYZ = {
      closes: { [FIRST]: 51, "2025-06-05": 25.2 },
      actions: [split("2025-06-05", 2), dividend("2025-06-05", 0.3)],
    };
    const { on } = await accountOf(sourceOf({ XYZ }), [{ symbol: "XYZ", quantity: "100", entryPrice: "50" }]);
    const day = on("2025-06-05");
    // 200 × (25.20 − 25.50) and 200 × 0.30; 10,000 − 5,000 + 60; 200 × 25.20
    expect([day.pnl, day.dividends, day.equity].map(cents)).toEqual([-60, 60, 10_100]);
    expect([day.cash, day.marketValue].map(cents)).toEqual([5060, 5040]);
  });

  test("a short pays the dividend, and is counted", async () => {
    const XYZ = { closes: { [FIRST]: 75, "2025-06-06": 74 }, actions: [dividend("2025-06-06", 1.25)] };
    const { on, days } = await accountOf(sourceOf({ XYZ }), [{ symbol: "XYZ", quantity: "-40", entryPrice: "75" }]);
    const day = on("2025-06-06");
    // −40 × (74 − 75) and −40 × 1.25; 10,000 + 3,000 − 50
    expect([day.pnl, day.dividends, day.equity, day.cash].map(cents)).toEqual([40, -50, 9990, 12_950]);
    expect(days.map(({ shortCount, longCount, margin }) => [shortCount, longCount, margin])).toContainEqual([
      1,
      0,
      false,
    ]);
    expect(cents(day.shortExposure)).toBe(-2960);
  });

  test("a split while the price is stale divides the price that is carried", async () => {
    const XYZ = {
      closes: { [FIRST]: 100, "2025-06-05": null, "2025-06-09": 51 },
      actions: [split("2025-06-05", 2)],
    };
    const { days, daysOf } = await accountOf(sourceOf({ XYZ }), [{ symbol: "XYZ", quantity: "10" }]);
    // 10 × 100 = 20 × 50, then 20 × 51
    expect(equities(days).slice(2, 6)).toEqual([10_000, 10_000, 10_000, 10_020]);
    expect((await daysOf("XYZ")).get("2025-06-06")).toMatchObject({
      ...{ quantity: "20", price: "50", priceDate: "2025-06-04", priceOrigin: "recent" },
    });
    expect(days.map(({ staleCount }) => staleCount).slice(2, 6)).toEqual([0, 1, 1, 0]);
  });

  test("a company renamed: the position keeps its symbol, priced and split under the new one", async () => {
    const NEWN = { closes: { [FIRST]: 100, "2025-06-05": 26 }, actions: [split("2025-06-05", 4)] };
    await database.db.insert(symbolAliases).values({ symbol: "OLDN", alias: "NEWN" });
    const provider = createStubProvider({
      bars: bars({ NEWN }),
      actions: (symbol) => (symbol === "NEWN" ? NEWN.actions : []),
    });
    const sources = createPriceSources({ pricesDir: null, providers: [provider], aliases: createAliases(database.db) });
    const { on, daysOf } = await accountOf(required(sources.get("live"), "live"), [{ symbol: "OLDN", quantity: "10" }]);
    expect(provider.asked.flat()).not.toContain("OLDN");
    expect(last(await daysOf("OLDN"))).toMatchObject({ quantity: "40", price: "26", marketValue: "1040" });
    expect(cents(on(LAST).equity)).toBe(10_040);
  });

  const CALL: TestPosition = {
    ...{ symbol: "XYZ250919C00200000", quantity: "2", entryPrice: "12", underlyingSymbol: "XYZ", strikePrice: "200" },
    investmentClass: "OPTIONS",
    investmentSubtype: "CALL",
    optionType: "CALL",
    expirationDate: "2025-09-19",
  };
  const UNDERLYING = {
    closes: { [FIRST]: 200, "2025-06-05": 51, "2025-06-13": 52 },
    actions: [split("2025-06-05", 4)],
  };

  test("an option across a split: more contracts, a lower strike, quoted under another symbol", async () => {
    const source = sourceOf({
      XYZ: UNDERLYING,
      XYZ250919C00200000: { closes: { [FIRST]: 12.5, "2025-06-03": 13, "2025-06-05": null } },
      XYZ250919C00050000: { closes: { [FIRST]: 99, "2025-06-05": 3.5, "2025-06-13": 3.75 } },
    });
    const { on, daysOf, reports } = await accountOf(source, [CALL]);
    const asked = source.asked.filter(({ symbols }) => symbols.some((symbol) => symbol.includes("2509")));
    expect(asked).toEqual([
      { symbols: ["XYZ250919C00200000"], from: FIRST, to: "2025-06-04" },
      { symbols: ["XYZ250919C00050000"], from: "2025-06-05", to: LAST },
    ]);
    const days = await daysOf(CALL.symbol);
    expect(days.get("2025-06-04")).toMatchObject({ quantity: "2", price: "13", priceOrigin: "session" });
    expect(days.get("2025-06-05")).toMatchObject({ quantity: "8", price: "3.5", priceOrigin: "session" });
    // 200 × 12.50, 200 × 13, 800 × 3.50, 800 × 3.75, bought for 2,400
    expect([on(FIRST), on("2025-06-03"), on("2025-06-05"), on(LAST)].map(({ equity }) => cents(equity))).toEqual([
      10_100, 10_200, 10_400, 10_600,
    ]);
    const { delta, exposure, weight, impliedVolatility } = last(days);
    expect(Number(exposure)).toBeCloseTo(required(delta, "delta") * 52 * 800, 6);
    expect(weight).toBeCloseTo(Number(exposure) / 10_600, 12);
    expect(impliedVolatility).toBeGreaterThan(0.05);
    expect(reports[0]?.summary).toBe("1/1 symbols priced (100.0% coverage)");
  });

  test("an option without a quote is marked by the model, its strike divided; that it is not quoted is nobody's failure", async () => {
    const { on, daysOf, days, reports } = await accountOf(sourceOf({ XYZ: UNDERLYING }), [CALL]);
    const own = await daysOf(CALL.symbol);
    expect(Number(own.get(FIRST)?.price)).toBeCloseTo(12, 9);
    const [before, after] = [own.get("2025-06-04"), own.get("2025-06-05")];
    expect(after).toMatchObject({ priceOrigin: "model", priceNote: null, quantity: "8", priceDate: "2025-06-05" });
    expect(after?.impliedVolatility).toBe(before?.impliedVolatility);
    // The underlying rose by 2%, to 51 × 4 = 204: by about delta × 4 for each old share.
    const gained = 4 * Number(after?.price) - Number(before?.price);
    expect(gained / (required(before?.delta, "delta") * 4)).toBeGreaterThan(0.9);
    expect(gained / (required(after?.delta, "delta") * 4)).toBeLessThan(1.1);
    expect(days.map(({ staleCount }) => staleCount)).toEqual(Array(10).fill(0));
    expect(on(LAST).pricedShare).toBe(1);
    expect(reports.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  test("money put in and taken out, on a closed day and before the first session, and the rate that all of it earned", async () => {
    const flows = [
      ["2025-05-30", 7777],
      ["2025-06-07", 1000],
      ["2025-06-11", -500],
    ] as const;
    const XYZ = { closes: { [FIRST]: 100, "2025-06-12": 110 } };
    const { days, on } = await accountOf(sourceOf({ XYZ }), [{ symbol: "XYZ", quantity: "50" }], { flows });
    expect(days.map(({ flow }) => Number(flow))).toEqual([0, 0, 0, 0, 0, 1000, 0, -500, 0, 0]);
    // 10,000 + 1,000 − 500 + 50 × 10
    expect(equities(days)).toEqual([10_000, 10_000, 10_000, 10_000, 10_000, 11_000, 11_000, 10_500, 11_000, 11_000]);
    expect(on("2025-06-12").dailyReturn).toBeCloseTo(500 / 10_500, 12);
    expect(on("2025-06-06")).toMatchObject({ xirr: null, xirrReason: null });
    expect(on("2025-06-11").xirr).toBeCloseTo(0, 9);
    expect(on(LAST).xirr).toBeGreaterThan(1);
  });

  test("a private position is worth its newest valuation, its entry price before", async () => {
    const fund = {
      symbol: "FUND",
      quantity: "10",
      investmentClass: "PRIVATE",
      investmentSubtype: "HEDGE_FUND",
    } as const;
    const valued = [
      ["2025-06-05", 120],
      ["2025-06-07", 130],
    ] as const;
    const { days, daysOf } = await accountOf(sourceOf({}), [fund, { symbol: "XYZ", quantity: "1" }], { valued });
    expect(days.map(({ pnl }) => cents(pnl))).toEqual([0, 0, 0, 200, 0, 100, 0, 0, 0, 0]);
    const own = await daysOf("FUND");
    expect(own.get("2025-06-04")).toMatchObject({ price: "100", priceDate: null, priceOrigin: "entry-price" });
    expect(own.get("2025-06-09")).toMatchObject({ price: "130", priceDate: "2025-06-07", priceOrigin: "valuation" });
    expect(last(own)).toMatchObject({ exposure: "1300", unrealizedPnl: "300" });
  });
});
