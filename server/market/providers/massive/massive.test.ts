import { afterAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { startMassiveStub } from "#tests/fixtures/providers/massive-stub.ts";
import { patientHttp } from "#tests/fixtures/providers/patient-http.ts";
import { stubQuarters, stubTrailing, stubYears } from "#tests/fixtures/providers/stub-books.ts";
import { stubInstrument } from "#tests/fixtures/providers/stub-market.ts";
import { createMassive } from "./massive.ts";

const now = () => new Date("2026-11-25T22:00:00Z");
const stub = await startMassiveStub({ tickers: ["SPLT", "BOTH", "GONE", "SPY", "AAPL", "BRK.B", "EURO.DE"] });
const massive = createMassive({ http: patientHttp("massive"), key: "test-key", url: stub.url, now });
afterAll(() => stub.close());

const company = required(stubInstrument("SPLT"), "SPLT");

async function requests(work: () => Promise<unknown>): Promise<number> {
  const before = stub.asked.length;
  await work();
  return stub.asked.length - before;
}

describe("profile", () => {
  test("what Massive says of a company, and null for what it does not", async () => {
    expect(await massive.profile("SPLT")).toEqual({
      symbol: "SPLT",
      kind: "stock",
      name: "Twice Split Inc.",
      sector: null,
      industry: "ELECTRONIC COMPUTERS",
      exchange: "NASDAQ",
      country: null,
      currency: "USD",
      marketCap: 1_500_000_000_000,
      peRatio: null,
      forwardPe: null,
      dividendYield: null,
      beta: null,
      week52Low: null,
      week52High: null,
      targetLow: null,
      targetMean: null,
      targetHigh: null,
      description: "Twice Split Inc. makes things.",
      website: "https://www.example.com",
    });
    expect(await massive.profile("SPY")).toMatchObject({ kind: "etf", exchange: "NYSE Arca" });
  });

  test.each(["OLDN", "EURO.DE", "GONE", "EUR/USD", "AAPL251219C00100000"])("%s has none", async (symbol) => {
    expect(await massive.profile(symbol)).toBeNull();
  });

  test("what the provider cannot say is an error", async () => {
    const undo = stub.fault({ fault: { kind: "html" } });
    await expect(massive.profile("SPLT")).rejects.toMatchObject({ code: "bad-response" });
    undo();
  });
});

describe("fundamentals", () => {
  test("12 quarters, 5 fiscal years and the trailing twelve months, in three requests", async () => {
    expect(await requests(() => massive.fundamentals("SPLT"))).toBe(3);
    const { statements, estimates, nextEarningsDate } = required(await massive.fundamentals("SPLT"), "fundamentals");
    const of = (frequency: string, type: string) =>
      statements.filter((each) => each.frequency === frequency && each.periodType === type);
    expect(of("quarterly", "reported").map(({ periodEnd }) => periodEnd)).toEqual(
      stubQuarters(company)
        .slice(0, 12)
        .map(({ periodEnd }) => periodEnd),
    );
    expect(of("annual", "reported").map(({ periodEnd }) => periodEnd)).toEqual(
      stubYears(company)
        .slice(0, 5)
        .map(({ periodEnd }) => periodEnd),
    );
    expect(of("annual", "ttm").map(({ periodEnd }) => periodEnd)).toEqual([stubTrailing(company)[0]?.periodEnd]);
    expect(statements).toHaveLength(18);
    expect({ estimates, nextEarningsDate }).toEqual({ estimates: [], nextEarningsDate: null });
  });

  test("a quarter as filed, with the company's own fiscal year", async () => {
    const { statements } = required(await massive.fundamentals("SPLT"), "fundamentals");
    const books = required(
      stubQuarters(company).find(({ periodEnd }) => periodEnd === "2025-12-31"),
      "quarter",
    );
    expect(
      statements.find(({ periodEnd, frequency }) => periodEnd === "2025-12-31" && frequency === "quarterly"),
    ).toEqual({
      periodEnd: "2025-12-31",
      frequency: "quarterly",
      periodType: "reported",
      fiscalYear: 2026,
      fiscalPeriod: "Q1",
      currency: null,
      income: {
        revenue: books.revenue,
        grossProfit: books.grossProfit,
        operatingIncome: books.operatingIncome,
        netIncome: books.netIncome,
        ebitda: books.ebitda,
        epsDiluted: books.epsDiluted,
      },
      balance: {
        totalAssets: books.totalAssets,
        currentAssets: books.currentAssets,
        totalLiabilities: books.totalLiabilities,
        currentLiabilities: books.currentLiabilities,
        totalDebt: books.debtCurrent + books.debtLongTerm,
        cash: books.cash,
        equity: books.equity,
      },
      cashFlow: {
        operating: books.operatingCashFlow,
        capex: books.capex,
        freeCashFlow: books.operatingCashFlow - books.capex,
      },
    });
  });

  test("the trailing twelve months stand on the balance at their end", async () => {
    const { statements } = required(await massive.fundamentals("SPLT"), "fundamentals");
    const trailing = required(
      statements.find(({ periodType }) => periodType === "ttm"),
      "ttm",
    );
    const books = required(stubTrailing(company)[0], "ttm");
    expect(trailing).toMatchObject({ fiscalYear: null, fiscalPeriod: null });
    expect(trailing.income.revenue).toBe(books.revenue);
    expect(trailing.balance.totalAssets).toBe(books.totalAssets);
  });

  test("of a period filed twice the last filing counts; what is absent is no zero", async () => {
    const undo = stub.fault({
      when: ({ path }) => path.endsWith("-statements") || path.endsWith("balance-sheets"),
      fault: {
        kind: "changed",
        change(body) {
          const { results } = body as { results: Record<string, unknown>[] };
          for (const row of results) delete row.debt_current;
          results.unshift({
            ...results.at(-1),
            period_end: "2026-09-30",
            timeframe: "quarterly",
            filing_date: "2026-11-20",
            revenue: 7,
          });
          return body;
        },
      },
    });
    const { statements } = required(await massive.fundamentals("SPLT"), "fundamentals");
    undo();
    expect(statements[0]).toMatchObject({ periodEnd: "2026-09-30", income: { revenue: 7 } });
    expect(statements[1]?.balance.totalDebt).toBeNull();
  });

  test("a fund has none, which one request tells", async () => {
    expect(await requests(async () => expect(await massive.fundamentals("SPY")).toBeNull())).toBe(1);
  });

  test("a plan without them is an error in its words", async () => {
    const message = "You are not entitled to this data. Please upgrade your plan at https://massive.com/pricing";
    const undo = stub.fault({ fault: { kind: "status", status: 403, body: { status: "NOT_AUTHORIZED", message } } });
    await expect(massive.fundamentals("SPLT")).rejects.toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("not entitled"),
    });
    undo();
  });
});

describe("search", () => {
  test("by symbol and by name, the symbol itself first", async () => {
    expect(await massive.search("spy")).toEqual([
      { symbol: "SPY", name: "SPY Fund", exchange: "NYSE Arca", kind: "etf" },
    ]);
    expect((await massive.search("split")).map(({ symbol }) => symbol)).toEqual(["SPLT"]);
    expect((await massive.search("inc")).map(({ symbol }) => symbol)).toEqual(["AAPL", "BRK.B", "SPLT"]);
    expect(await massive.search("nothing like it")).toEqual([]);
  });
});
