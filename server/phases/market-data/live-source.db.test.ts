import { and, eq, gte } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { bars, corporateActions, priceCoverage, symbolFailures, symbolListings } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { Bar, CorporateAction, DailyFailure } from "#server/market/price-source.ts";
import { announceWait, recordUsage } from "#server/market/provider-http/usage.ts";
import { collectRun } from "#tests/fixtures/collected-run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import type { RunToPrepare } from "#tests/fixtures/prepared-run.ts";
import { storeSnapshots } from "#tests/fixtures/stored-snapshots.ts";
import { createStubSource, flatBar, type StubOptions, type StubSource } from "#tests/fixtures/stub-source.ts";

const PRESENT = "2025-07-15";
const AAPL = { symbol: "AAPL", entryDate: "2025-06-30" };
const GONE = { code: "unknown-symbol", reason: "Yahoo Finance does not know HZNP" } as const;
const BUSY = { code: "rate-limited", reason: "Yahoo Finance: too many requests" } as const;
const at = (instant: string) => () => new Date(instant);

let database: TestDatabase;
const opened: TestDatabase[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
  opened.push(database);
});
afterAll(() => Promise.all(opened.map((each) => each.drop())));

const collect = (wanted: Omit<RunToPrepare, "db">) => collectRun({ db: database.db, ...wanted });

function yahoo(options: Partial<StubOptions> = {}): StubSource {
  return createStubSource({ name: "yahoo", label: "Yahoo Finance", remote: true, present: PRESENT, ...options });
}

/** Flat bars of every session, but for the symbols given. */
const except =
  (answers: Readonly<Record<string, Bar[] | Pick<DailyFailure, "code" | "reason">>>) =>
  (symbol: string, from: string, to: string) =>
    answers[symbol] ?? sessionsBetween(from, to).map((date) => flatBar(date));

const timesAsked = ({ asked }: StubSource, symbol: string) =>
  asked.filter(({ symbols }) => symbols.includes(symbol)).length;

describe("what a live source does not know", () => {
  const positions = [AAPL, { symbol: "HZNP" }];
  const failure = async () => (await database.db.select().from(symbolFailures))[0];

  test("is asked for again in the nightly run of the next day, then the third, then the seventh, and is named all the same", async () => {
    const source = yahoo({ bars: except({ HZNP: GONE }) });
    await collect({ source, positions, now: at("2025-07-16T20:00:00Z") });
    expect(await failure()).toMatchObject({ attempts: 1, retryAfter: new Date("2025-07-17T19:00:00Z") });

    const { report, messages } = await collect({ source, positions, now: at("2025-07-16T22:00:00Z") });
    const reason = `${GONE.reason} (asked 2 h ago, next try after 2025-07-17 19:00 UTC)`;
    expect(messages).toContain(`⚠️ HZNP: unavailable (${reason})`);
    expect(report.details).toContainEqual({ title: "Unavailable", items: [`HZNP: ${reason}`] });
    expect(timesAsked(source, "HZNP")).toBe(1);

    await collect({ source, positions, now: at("2025-07-17T19:59:50Z") });
    expect(await failure()).toMatchObject({ attempts: 2, retryAfter: new Date("2025-07-20T18:59:50Z") });
    await collect({ source, positions, now: at("2025-07-20T19:59:40Z") });
    await collect({ source, positions, now: at("2025-07-27T19:59:30Z") });
    expect(await failure()).toMatchObject({ attempts: 4, retryAfter: new Date("2025-08-03T18:59:30Z") });
    expect(await failure()).toMatchObject({ firstSeen: new Date("2025-07-16T20:00:00Z") });
  });

  test("is asked for again by a forced run, and once the failure was cleared", async () => {
    const source = yahoo({ bars: except({ HZNP: GONE }) });
    const now = at("2025-07-16T20:00:00Z");
    await collect({ source, positions, now });
    await collect({ source, positions, now, run: { force: true } });
    expect(timesAsked(source, "HZNP")).toBe(2);
    await database.db.update(symbolFailures).set({ retryAfter: now() });
    const { report } = await collect({ source: yahoo(), positions, now });
    expect(report.counts.priced).toBe(2);
    expect(await failure()).toBeUndefined();
  });

  test("a delisted symbol with stored prices is asked for once in a while, and is no failure", async () => {
    const ended = sessionsBetween("2023-04-22", "2025-02-14").map((date) => flatBar(date));
    const first = yahoo({ bars: except({ GONE: ended }) });
    const held = [AAPL, { symbol: "GONE", entryDate: "2025-01-06" }];
    const portfolio = { fromDate: "2025-01-06" };
    await collect({ source: first, positions: held, portfolio, now: at("2025-07-16T20:00:00Z") });
    const nothing = { code: "no-data", reason: "no price of GONE; delisted" } as const;
    const later = yahoo({ bars: except({ GONE: nothing }) });
    await collect({ source: later, positions: held, portfolio, now: at("2025-07-16T21:00:00Z") });
    const { messages } = await collect({ source: later, positions: held, portfolio, now: at("2025-07-16T22:00:00Z") });
    expect(timesAsked(later, "GONE")).toBe(1);
    expect(messages.filter((line) => line.includes("GONE"))).toEqual(["Stored GONE: 28 sessions"]);
  });

  test("a refusal that says nothing of the symbol is recorded, and asked again in the next run", async () => {
    const now = at("2025-07-16T20:00:00Z");
    const source = yahoo({ bars: except({ HZNP: BUSY }) });
    await collect({ source, positions, now });
    await collect({ source, positions, now });
    expect(timesAsked(source, "HZNP")).toBe(2);
    expect(await failure()).toMatchObject({ code: "rate-limited", attempts: 2, retryAfter: now() });
  });

  test("a local source is always asked", async () => {
    const source = createStubSource({ present: PRESENT, bars: except({ HZNP: GONE }) });
    await collect({ source, positions });
    await collect({ source, positions });
    expect(timesAsked(source, "HZNP")).toBe(2);
  });
});

describe("a source that cannot be reached", () => {
  const away = { code: "source-unavailable", reason: "Yahoo Finance did not answer in 10 s" } as const;
  const nobody = yahoo({ bars: () => away });

  test("[PH7] fails the run in its own words and says what to do", async () => {
    await expect(collect({ source: nobody, positions: [AAPL] })).rejects.toMatchObject({
      code: "no-prices",
      message:
        'No price from "Yahoo Finance" for AAPL: Yahoo Finance did not answer in 10 s. ' +
        "Choose another price source or upload price files, then retry.",
    });
  });

  test("[PH7] fails it also where older prices are stored: none of them is of the run's last date", async () => {
    await collect({ source: yahoo({ present: "2025-07-11" }), positions: [AAPL] });
    const run = collect({ source: nobody, positions: [AAPL] });
    await expect(run).rejects.toThrow('No new price from "Yahoo Finance" for AAPL: Yahoo Finance did');
  });

  test("[PH8] of some symbols leaves their older prices, which is named", async () => {
    const positions = [AAPL, { symbol: "KO" }];
    await collect({ source: yahoo({ present: "2025-07-11" }), positions });
    const { report } = await collect({ source: yahoo({ bars: except({ KO: BUSY }) }), positions });
    expect(report.summary).toBe("2/2 symbols priced (100.0% coverage)");
    expect(report.warnings).toEqual([
      {
        code: "prices-not-refreshed",
        message: "No new prices of 1 symbol; older ones stand",
        items: ["KO: Yahoo Finance: too many requests"],
      },
    ]);
  });
});

describe("who supplied the prices", () => {
  const listing = (symbol: string) => ({
    provider: symbol === "FB" ? "massive" : "yahoo",
    providerSymbol: symbol === "FB" ? "META" : null,
    currency: "USD",
  });

  test("is stored with them and told", async () => {
    const source = yahoo({ name: "live", label: "Live: Yahoo Finance, then Massive", listing });
    const { report } = await collect({ source, positions: [AAPL, { symbol: "FB" }] });
    const [stored] = await database.db.select().from(symbolListings).where(eq(symbolListings.symbol, "FB"));
    expect(stored).toMatchObject({ source: "live", provider: "massive", providerSymbol: "META", currency: "USD" });
    const providers = await database.db.selectDistinct({ symbol: bars.symbol, provider: bars.provider }).from(bars);
    expect(providers.filter(({ symbol }) => symbol === "FB")).toEqual([{ symbol: "FB", provider: "massive" }]);
    expect(report.details?.[0]).toEqual({
      title: "Priced by",
      items: ["Yahoo Finance: AAPL, SPY, TLT, VTV, VUG, MTUM, QUAL, IWM, USMV (9)", "Massive: FB (1)"],
    });
  });

  test("is not said of a bar that its source itself has", async () => {
    await collect({ source: yahoo({ listing: () => listing("AAPL") }), positions: [AAPL] });
    expect(await database.db.selectDistinct({ provider: bars.provider }).from(bars)).toEqual([{ provider: null }]);
  });

  test("a wait is told while it lasts, and what each provider cost at the end", async () => {
    const source = yahoo({
      async beforeAnswer() {
        announceWait("massive", 12_000, "5 requests a minute");
        recordUsage("massive", { requests: 3, retries: 1, waitedMs: 12_000 });
      },
    });
    const { report, messages } = await collect({ source, positions: [AAPL] });
    expect(messages[0]).toBe("Waiting 12 s for Massive: 5 requests a minute");
    expect(report.details).toContainEqual({
      title: "Asked",
      items: ["Massive: waited 12 s, 3 requests, 1 repeated"],
    });
  });
});

describe("listings in another currency", () => {
  const currencies: Readonly<Record<string, string>> = { "EURO.DE": "EUR", "SAP.DE": "EUR", "PNCE.L": "GBp" };
  const listing = (symbol: string) => ({
    ...{ provider: "yahoo", providerSymbol: null },
    currency: currencies[symbol] ?? "USD",
  });
  const positions = [AAPL, { symbol: "EURO.DE" }, { symbol: "SAP.DE" }, { symbol: "PNCE.L" }];

  test("bring their exchange rates with them, once each, which do not count", async () => {
    const source = yahoo({ listing });
    const { report, messages } = await collect({ source, positions });
    expect(report.summary).toBe("4/4 symbols priced (100.0% coverage)");
    expect(source.asked.at(-1)).toMatchObject({ symbols: ["EUR/USD", "GBP/USD"], from: "2023-04-15", to: PRESENT });
    const told = [
      "Prices of EURO.DE, SAP.DE are converted from EUR at daily rates; entry prices are taken as US dollars",
      "Prices of PNCE.L are converted from GBP at daily rates; entry prices are taken as US dollars",
    ];
    expect(messages.slice(-2)).toEqual(told);
    expect(report.details).toContainEqual({ title: "Currencies", items: told });
    await collect({ source, positions });
    expect(timesAsked(source, "EUR/USD")).toBe(1);
  });

  test("are computed again where a rate that was missing comes, or was restated", async () => {
    const { db } = database;
    const held = [{ symbol: "EURO.DE", entryDate: "2025-06-30" }];
    const rate = { code: "rate-limited", reason: "too many requests" } as const;
    const source = yahoo({ listing, bars: except({ "EUR/USD": rate }) });
    await expect(collect({ source, positions: held })).rejects.toThrow("no EUR/USD rate from Yahoo Finance");
    const [failed] = await db.select({ id: portfolios.id }).from(portfolios);
    await storeSnapshots(db, failed?.id ?? "", "2025-06-30", PRESENT);
    await collect({ source: yahoo({ listing }), positions: held });
    const due = await db.select({ from: portfolios.recomputeFrom }).from(portfolios).orderBy(portfolios.recomputeFrom);
    expect(due.map(({ from }) => from)).toEqual(["2025-06-30", null]);
  });

  test("[PH8] have no usable price without them, with that reason", async () => {
    const rate = { code: "rate-limited", reason: "too many requests" } as const;
    const { report } = await collect({ source: yahoo({ listing, bars: except({ "EUR/USD": rate }) }), positions });
    expect(report.summary).toBe("2/4 symbols priced (50.0% coverage)");
    expect(report.warnings[0]).toEqual({
      code: "symbols-unavailable",
      message: "2 symbols without prices",
      items: ["EURO.DE, SAP.DE: no EUR/USD rate from Yahoo Finance (too many requests)"],
    });
  });
});

describe("what a source now says otherwise", () => {
  const split = (date: string, value: number): CorporateAction => ({ date, kind: "split", value });
  const flat = (close: (date: string) => number) => (_symbol: string, from: string, to: string) =>
    sessionsBetween(from, to).map((date) => flatBar(date, close(date)));
  const spyCloses = async () => {
    const rows = await database.db.select().from(bars).where(eq(bars.symbol, "SPY"));
    return new Map(rows.map(({ date, close }) => [date, close]));
  };

  test("replaces what was stored: closes, and actions that are gone", async () => {
    const action = [split("2025-07-01", 2)];
    await collect({ source: yahoo({ present: "2025-07-11", actions: () => action }), positions: [AAPL] });
    const restated = yahoo({ bars: flat((date) => (date === "2025-07-02" ? 90 : 100)) });
    const { report } = await collect({ source: restated, positions: [AAPL] });
    expect(report.counts.restated).toBe(9);
    expect((await spyCloses()).get("2025-07-02")).toBe(90);
    expect(await database.db.select().from(corporateActions)).toEqual([]);
    expect(report.details?.find(({ title }) => title === "Restated")?.items[0]).toBe(
      "Yahoo Finance restated 1 close and 1 split of AAPL from 2025-07-01",
    );
  });

  test("is found in all of its history by a forced run", async () => {
    await collect({ source: yahoo(), positions: [AAPL] });
    const restated = yahoo({ bars: flat((date) => (date === "2024-06-03" ? 90 : 100)) });
    const { report } = await collect({ source: restated, positions: [AAPL], run: { force: true } });
    expect(report.warnings.map(({ code }) => code)).toEqual(["prices-restated"]);
    expect((await spyCloses()).get("2024-06-03")).toBe(90);
  });

  test("of adjusted closes has their whole history asked for again", async () => {
    const adjusted = { basis: "adjusted", remote: false } as const;
    await collect({ source: yahoo({ ...adjusted, present: "2025-07-11" }), positions: [AAPL] });
    const restated = yahoo({ ...adjusted, bars: flat(() => 50) });
    await collect({ source: restated, positions: [AAPL] });
    expect(new Set((await spyCloses()).values())).toEqual(new Set([50]));
    const [covered, ...more] = await database.db
      .select()
      .from(priceCoverage)
      .where(and(eq(priceCoverage.symbol, "SPY"), eq(priceCoverage.source, "yahoo")));
    expect([covered, more]).toMatchObject([{ fromDate: "2023-04-22", toDate: PRESENT }, []]);
  });

  test("is said by the provider that said it first: another's answer only adds what is missing", async () => {
    const chain = (provider: string, present: string, price: number) => {
      const splits = provider === "yahoo" ? ["2025-07-14", "2025-07-16"] : [PRESENT];
      const options = { present, bars: flat(() => price), actions: () => splits.map((date) => split(date, 2)) };
      const listing = () => ({ provider, providerSymbol: null, currency: "USD" });
      return yahoo({ name: "live", listing, ...options });
    };
    await collect({ source: chain("yahoo", "2025-07-14", 50), positions: [AAPL] });
    await collect({ source: chain("massive", PRESENT, 50.01), positions: [AAPL] });
    const back = await collect({ source: chain("yahoo", "2025-07-16", 50), positions: [AAPL] });
    expect(back.report.counts.restated).toBe(0);
    const of = and(eq(bars.symbol, "SPY"), gte(bars.date, "2025-07-11"));
    const { date, close, provider } = bars;
    expect(await database.db.select({ date, close, provider }).from(bars).where(of).orderBy(date)).toEqual([
      { date: "2025-07-11", close: 50, provider: "yahoo" },
      { date: "2025-07-14", close: 50, provider: "yahoo" },
      { date: "2025-07-15", close: 50.01, provider: "massive" },
      { date: "2025-07-16", close: 50, provider: "yahoo" },
    ]);
    const splits = await database.db.select().from(corporateActions).where(eq(corporateActions.symbol, "SPY"));
    expect(splits.map(({ exDate }) => exDate).toSorted()).toEqual(["2025-07-14", "2025-07-15", "2025-07-16"]);
  });

  test("is not stored where it is too little to be computed again for", async () => {
    await collect({ source: yahoo({ present: "2025-07-14" }), positions: [AAPL] });
    const { report } = await collect({ source: yahoo({ bars: flat(() => 100.009) }), positions: [AAPL] });
    expect(report.counts.restated).toBe(0);
    const closes = await spyCloses();
    expect([closes.get("2025-07-14"), closes.get(PRESENT)]).toEqual([100, 100.009]);
  });
});
