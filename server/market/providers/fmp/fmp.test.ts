import { afterAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { startFmpStub } from "#tests/fixtures/providers/fmp-stub.ts";
import { patientHttp } from "#tests/fixtures/providers/patient-http.ts";
import { stubQuarters, stubTrailing, stubYears } from "#tests/fixtures/providers/stub-books.ts";
import { stubInstrument } from "#tests/fixtures/providers/stub-market.ts";
import { createFmp } from "./fmp.ts";

const now = () => new Date("2026-11-25T22:00:00Z");
const stub = await startFmpStub({ tickers: ["SPLT", "BOTH", "GONE", "SPY", "AAPL", "BRK.B", "EURO.DE"] });
const fmp = createFmp({ http: patientHttp("fmp"), key: "test-key", url: stub.url, now });
afterAll(() => stub.close());

const company = required(stubInstrument("SPLT"), "SPLT");

async function requests(work: () => Promise<unknown>): Promise<number> {
  const before = stub.asked.length;
  await work();
  return stub.asked.length - before;
}

const refusesPlan = (endpoint: RegExp) =>
  stub.fault({
    when: ({ path }) => endpoint.test(path),
    fault: { kind: "status", status: 402, body: "Premium Query Parameter: upgrade your plan" },
  });

describe("profile", () => {
  test("what FMP says of a company, in two requests", async () => {
    expect(await requests(() => fmp.profile("SPLT"))).toBe(2);
    expect(await fmp.profile("SPLT")).toEqual({
      symbol: "SPLT",
      kind: "stock",
      name: "Twice Split Inc.",
      sector: "Technology",
      industry: "Consumer Electronics",
      exchange: "NASDAQ",
      country: "US",
      currency: "USD",
      marketCap: 1_500_000_000_000,
      peRatio: 28.4,
      forwardPe: null,
      dividendYield: 0.0055,
      beta: 1.12,
      week52Low: 80.5,
      week52High: 120.25,
      targetLow: null,
      targetMean: null,
      targetHigh: null,
      description: "Twice Split Inc. makes things.",
      website: "https://www.example.com",
    });
  });

  test("a fund, and a company whose ratios the plan does not include", async () => {
    expect(await fmp.profile("SPY")).toMatchObject({ kind: "etf", peRatio: null });
    const undo = refusesPlan(/ratios-ttm/);
    const { peRatio, dividendYield } = required(await fmp.profile("BRK.B"), "profile");
    undo();
    expect(peRatio).toBeNull();
    expect(dividendYield).toBeGreaterThan(0);
  });

  test("losses have no P/E", async () => {
    const undo = stub.fault({
      when: ({ path }) => path.endsWith("ratios-ttm"),
      fault: { kind: "changed", change: () => [{ symbol: "SPLT", priceToEarningsRatioTTM: -12, dividendYieldTTM: 0 }] },
    });
    expect(await fmp.profile("SPLT")).toMatchObject({ peRatio: null, dividendYield: 0 });
    undo();
  });

  test.each(["OLDN", "EUR/USD", "AAPL251219C00100000"])("%s has none", async (symbol) => {
    expect(await fmp.profile(symbol)).toBeNull();
  });
});

describe("fundamentals", () => {
  test("12 quarters, 5 fiscal years, the trailing twelve months, estimates and the next report, in twelve requests", async () => {
    expect(await requests(() => fmp.fundamentals("SPLT"))).toBe(12);
    const { statements, estimates, nextEarningsDate } = required(await fmp.fundamentals("SPLT"), "fundamentals");
    const of = (frequency: string, type: string) =>
      statements
        .filter((each) => each.frequency === frequency && each.periodType === type)
        .map(({ periodEnd, fiscalYear, fiscalPeriod }) => ({ periodEnd, fiscalYear, fiscalPeriod }));
    const filed = ({ periodEnd, fiscalYear, fiscalPeriod }: ReturnType<typeof stubQuarters>[number]) => ({
      periodEnd,
      fiscalYear,
      fiscalPeriod,
    });
    expect(of("quarterly", "reported")).toEqual(stubQuarters(company).slice(0, 12).map(filed));
    expect(of("annual", "reported")).toEqual(stubYears(company).slice(0, 5).map(filed));
    expect(of("annual", "ttm")).toEqual([{ periodEnd: "2026-09-30", fiscalYear: null, fiscalPeriod: null }]);
    expect(estimates.map(({ frequency, periodEnd }) => `${frequency} ${periodEnd}`)).toEqual([
      "quarterly 2026-12-31",
      "quarterly 2027-03-31",
      "quarterly 2027-06-30",
      "quarterly 2027-09-30",
      "annual 2027-09-30",
      "annual 2028-09-30",
      "annual 2029-09-30",
      "annual 2030-09-30",
    ]);
    expect(estimates[0]).toMatchObject({ periodType: "estimate", analysts: 18 });
    expect(nextEarningsDate).toBe("2027-01-28");
  });

  test("figures as reported; what is spent on plant is positive", async () => {
    const { statements } = required(await fmp.fundamentals("SPLT"), "fundamentals");
    const books = required(stubQuarters(company)[0], "quarter");
    expect(statements[0]).toMatchObject({
      periodEnd: books.periodEnd,
      currency: "USD",
      income: { revenue: books.revenue, netIncome: books.netIncome, epsDiluted: books.epsDiluted },
      balance: {
        totalAssets: books.totalAssets,
        totalDebt: books.debtCurrent + books.debtLongTerm,
        equity: books.equity,
      },
      cashFlow: {
        operating: books.operatingCashFlow,
        capex: books.capex,
        freeCashFlow: books.operatingCashFlow - books.capex,
      },
    });
    const trailing = required(
      statements.find(({ periodType }) => periodType === "ttm"),
      "ttm",
    );
    expect(trailing.income.revenue).toBe(stubTrailing(company)[0]?.revenue);
  });

  test("what the plan does not include beside the statements is left out", async () => {
    const undo = refusesPlan(/-ttm|analyst-estimates|earnings/);
    const found = required(await fmp.fundamentals("SPLT"), "fundamentals");
    undo();
    expect(found.statements).toHaveLength(17);
    expect(found).toMatchObject({ estimates: [], nextEarningsDate: null });
  });

  test("[F8] the free plan's five quarters and years, after one refusal", async () => {
    const free = await startFmpStub({ isFreePlan: true });
    const provider = createFmp({ http: patientHttp("fmp"), key: "test-key", url: free.url, now });
    const found = required(await provider.fundamentals("SPLT"), "fundamentals");
    const reported = found.statements.filter(({ periodType }) => periodType === "reported");
    expect(reported.map(({ frequency }) => frequency)).toEqual([
      ...Array<string>(5).fill("quarterly"),
      ...Array<string>(5).fill("annual"),
    ]);
    expect(reported.every(({ balance, cashFlow }) => balance.equity !== null && cashFlow.operating !== null)).toBe(
      true,
    );
    expect(found.nextEarningsDate).toBe("2027-01-28");
    expect(free.asked).toHaveLength(13);
    expect((await provider.search("spy")).map(({ symbol }) => symbol)).toEqual(["SPY"]);
    await free.close();
  });

  test("a plan without quarters leaves the years", async () => {
    const body = "Premium Query Parameter: 'period' is not available under your current subscription";
    const undo = stub.fault({
      when: ({ path, query }) => path.endsWith("-statement") && query.get("period") === "quarter",
      fault: { kind: "status", status: 402, body },
    });
    const { statements } = required(await fmp.fundamentals("SPLT"), "fundamentals");
    undo();
    const reported = statements.filter(({ periodType }) => periodType === "reported");
    expect(reported.map(({ frequency }) => frequency)).toEqual(Array<string>(5).fill("annual"));
  });

  test("a plan without statements is an error in its words", async () => {
    const undo = refusesPlan(/income-statement/);
    await expect(fmp.fundamentals("SPLT")).rejects.toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("upgrade your plan"),
    });
    undo();
  });

  test("a fund has none, which one request tells", async () => {
    expect(await requests(async () => expect(await fmp.fundamentals("SPY")).toBeNull())).toBe(1);
  });
});

describe("search", () => {
  test("by symbol and by name, the symbol itself first, class shares as we write them", async () => {
    expect(await fmp.search("spy")).toEqual([{ symbol: "SPY", name: "SPY Fund", exchange: "NYSE Arca", kind: "fund" }]);
    expect((await fmp.search("brk")).map(({ symbol }) => symbol)).toEqual(["BRK.B"]);
    const undo = stub.fault({
      fault: { kind: "changed", change: () => [{ symbol: "ABC-V" }, { symbol: "ABC-A" }] },
    });
    expect((await fmp.search("abc")).map(({ symbol }) => symbol)).toEqual(["ABC-V", "ABC.A"]);
    undo();
    expect((await fmp.search("split")).map(({ symbol }) => symbol)).toEqual(["SPLT"]);
    expect(await fmp.search("nothing like it")).toEqual([]);
  });
});
