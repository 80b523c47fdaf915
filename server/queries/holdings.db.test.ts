import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { positionValues, snapshots } from "#server/db/schema/analytics.ts";
import { corporateActions } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { accountEvents, EVENT_KINDS } from "./account-events.ts";
import { heldFacts } from "./held-facts.ts";
import { ALL_HOLDINGS, type HoldingsPage, holdings } from "./holdings.ts";
import { isHoldingsCursor } from "./listed-holdings.ts";

let database: TestDatabase;
let portfolioId: string;
const ids = new Map<string, string>();

const AS_OF = "2025-07-03";
const CALL: Omit<TestPosition, "symbol"> = {
  ...{ investmentClass: "OPTIONS", investmentSubtype: "CALL", underlyingSymbol: "TSLA", optionType: "CALL" },
  ...{ strikePrice: "900", quantity: "2", entryPrice: "50", entryDate: "2025-03-03" },
};
const MONEY = {
  ...{ cash: "0", marketValue: "1800", longExposure: "900", shortExposure: "0", grossExposure: "900" },
  ...{ netExposure: "900", pnl: "0", realizedPnl: "0", dividends: "0", flow: "0", cumulativePnl: "0" },
  ...{ positionCount: 1, longCount: 1, shortCount: 0, staleCount: 0, margin: false },
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  portfolioId = await storePortfolio(db, [
    { symbol: "KO", quantity: "100", entryPrice: "8", entryDate: "2025-03-03" },
    {
      symbol: "PEP",
      quantity: "10",
      entryPrice: "10",
      entryDate: "2025-03-03",
      exitDate: "2025-06-02",
      exitPrice: "12",
    },
    { ...CALL, symbol: "TSLA260116C00900000", expirationDate: "2026-01-16" },
    { ...CALL, symbol: "TSLA250705C00900000", expirationDate: "2025-07-05" },
    { symbol: "NEW", quantity: "1", entryPrice: "1", entryDate: "2025-03-03" },
  ]);
  for (const { id, symbol } of await db.select().from(positions).where(eq(positions.portfolioId, portfolioId))) {
    ids.set(symbol, id);
  }
  await db.insert(snapshots).values({ ...MONEY, portfolioId, date: AS_OF, equity: "1000" });
  const value = (symbol: string, date: string) => ({
    portfolioId,
    positionId: ids.get(symbol)!,
    date,
    priceDate: date,
  });
  const ended = { marketValue: "0", unrealizedPnl: "0" };
  await db.insert(positionValues).values([
    {
      ...value("KO", "2025-05-05"),
      quantity: "100",
      price: "9",
      marketValue: "900",
      unrealizedPnl: "100",
      realizedPnl: "0",
    },
    {
      ...value("KO", AS_OF),
      quantity: "100",
      price: "9",
      marketValue: "900",
      unrealizedPnl: "100",
      realizedPnl: "0",
      weight: 0.9,
    },
    {
      ...value("PEP", "2025-05-05"),
      quantity: "10",
      price: "11",
      marketValue: "110",
      unrealizedPnl: "10",
      realizedPnl: "0",
    },
    { ...value("PEP", "2025-06-02"), ...ended, quantity: "10", price: "12", realizedPnl: "20" },
    {
      ...value("TSLA260116C00900000", AS_OF),
      quantity: "6",
      price: "20",
      marketValue: "12000",
      unrealizedPnl: "2000",
      realizedPnl: "0",
    },
    { ...value("TSLA250705C00900000", AS_OF), ...ended, quantity: "6", price: "15", realizedPnl: "-1000" },
  ]);
  const of = { source: "sample", kind: "dividend" as const, value: 0.5 };
  await db.insert(corporateActions).values([
    { ...of, symbol: "TSLA", exDate: "2025-05-01", kind: "split", value: 3 },
    { ...of, symbol: "TSLA", exDate: "2025-05-05" },
    { ...of, symbol: "KO", exDate: "2025-05-05" },
    { ...of, symbol: "TSLA", exDate: "2025-02-03", kind: "split", value: 7 },
  ]);
});
afterAll(() => database.drop());

const ask = (change: Partial<typeof ALL_HOLDINGS>) =>
  holdings(database.db, portfolioId, { ...ALL_HOLDINGS, ...change });

describe("holdings", () => {
  it("come a page at a time, in the order asked for, with the sums of all that match", async () => {
    const page = await ask({ view: "held", sort: "marketValue", descending: true, limit: 1, offset: 1 });
    expect(page.holdings.map(({ symbol }) => symbol)).toEqual(["KO"]);
    expect(page).toMatchObject({ total: 3, held: 3, ended: 2, largestWeight: 0.9, sums: { marketValue: 12900 } });
    const found = await ask({ search: " ko" });
    expect(found).toMatchObject({ total: 1, held: 3, holdings: [{ symbol: "KO" }], sums: { weight: 0.9 } });
    expect(await ask({ search: "100%_'" })).toMatchObject({ total: 0, holdings: [] });
  });

  it("are all read page after page by the cursor of the page before, whatever they are sorted by", async () => {
    const inOrder = async (change: Partial<typeof ALL_HOLDINGS>) => {
      const read: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: HoldingsPage = await ask({ ...change, limit: 2, cursor });
        expect(page.total).toBe(5);
        read.push(...page.holdings.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      return read;
    };
    for (const change of [{}, { sort: "marketValue", descending: true }, { sort: "exitDate" }] as const) {
      expect(await inOrder(change)).toEqual((await ask(change)).holdings.map(({ id }) => id));
    }
  });

  it("go on at the place of a row that is gone, and a cursor is told from any other text", async () => {
    const gone = Buffer.from(JSON.stringify([randomUUID(), 3])).toString("base64url");
    expect((await ask({ cursor: gone })).holdings).toEqual((await ask({ offset: 3 })).holdings);
    expect([isHoldingsCursor(gone), isHoldingsCursor("x"), isHoldingsCursor("")]).toEqual([true, false, false]);
  });

  it("have an option's strike after the splits since its entry, as its contracts are", async () => {
    const [option] = (await ask({ search: "tsla260116" })).holdings;
    expect(option).toMatchObject({ strikePrice: 900, adjustedStrike: 300, value: { quantity: 6 } });
  });

  it("say what the figures do not have yet; what they count as held stays until a run has seen its end", async () => {
    const awaits = async () =>
      Object.fromEntries((await ask({})).holdings.map(({ symbol, awaits: what, closed }) => [symbol, [what, closed]]));
    expect(await awaits()).toMatchObject({ KO: [null, false], PEP: [null, true], NEW: ["entry", false] });
    const { db } = database;
    const change = (symbol: string, set: Partial<typeof positions.$inferInsert>) =>
      db
        .update(positions)
        .set(set)
        .where(eq(positions.id, ids.get(symbol)!));
    await db.update(portfolios).set({ recomputeFrom: "2025-03-03", recomputeEdits: 3 });
    await change("KO", { exitDate: "2025-06-02", exitPrice: "9" });
    await change("PEP", { exitDate: null, exitPrice: null });
    await change("TSLA260116C00900000", { quantity: "3" });
    expect(await awaits()).toMatchObject({
      ...{ KO: ["exit", false], PEP: ["return", true], TSLA260116C00900000: ["change", false] },
      ...{ TSLA250705C00900000: [null, true], NEW: ["entry", false] },
    });
    await change("KO", { exitDate: null, exitPrice: null });
    await change("PEP", { exitDate: "2025-06-02", exitPrice: "12" });
    await change("TSLA260116C00900000", { quantity: "2" });
    await db.update(portfolios).set({ recomputeFrom: null, recomputeEdits: 0 });
  });

  it("come to what is said beside the snapshot, without an expiry that counts on the session", async () => {
    const facts = await heldFacts(database.db, portfolioId, AS_OF, "2025-07-07");
    expect(facts).toEqual({ cashPositions: 0, hasOptions: true, marketValue: 12900, doubted: [] });
  });
});

describe("the events of an account", () => {
  it("tell what each did to the cash: exits and expiries as settled, dividends on the shares held then", async () => {
    const { events, total } = await accountEvents(database.db, portfolioId, {
      ...{ kinds: EVENT_KINDS, offset: 0, limit: 200 },
    });
    expect(total).toBe(events.length);
    const told = events.map(({ kind, date, position, action, cash }) => [
      date,
      kind,
      (position ?? action)?.symbol,
      cash,
    ]);
    expect(told).toEqual([
      [AS_OF, "expiry", "TSLA250705C00900000", 9000],
      ["2025-06-02", "exit", "PEP", 120],
      ["2025-05-05", "dividend", "KO", 50],
      ["2025-05-01", "split", "TSLA", null],
      ["2025-03-03", "entry", "NEW", -1],
      ["2025-03-03", "entry", "TSLA250705C00900000", -10000],
      ["2025-03-03", "entry", "TSLA260116C00900000", -10000],
      ["2025-03-03", "entry", "PEP", -100],
      ["2025-03-03", "entry", "KO", -800],
    ]);
    const page = await accountEvents(database.db, portfolioId, { kinds: ["entry", "exit"], offset: 1, limit: 2 });
    expect(page.total).toBe(6);
    expect(page.events.map(({ position }) => position?.symbol)).toEqual(["NEW", "TSLA250705C00900000"]);
  });

  it("has an expiry on a closed day on the session before, once that is computed", async () => {
    const { events } = await accountEvents(database.db, portfolioId, { kinds: ["expiry"], offset: 0, limit: 10 });
    expect(events).toMatchObject([{ date: AS_OF, cash: 9000, settled: { quantity: 6, price: 15 } }]);
  });
});
