import { randomUUID } from "node:crypto";
import { and, eq, gte } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { positionValues } from "#server/db/schema/analytics.ts";
import { restatements, symbolFactors } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { startRun } from "#server/engine/start-run.ts";
import { startWorker, type Worker } from "#server/engine/worker.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { Bar } from "#server/market/price-source.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { createStubSource, flatBar } from "#tests/fixtures/stub-source.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { createPrepare } from "../prepare-run.ts";
import { registry } from "../registry.ts";

const QUIET = {
  present: "2025-07-10",
  restated: null as string | null,
  /** AAPL has no price from then on yet. */
  late: null as string | null,
  moves: false,
  profiled: false,
};

/** Closes that move, so that a beta depends on which of them were there. */
const moving = (symbol: string, date: string) =>
  100 + 10 * Math.sin((Date.parse(date) / 86_400_000) * (symbol.charCodeAt(0) + 2 * symbol.charCodeAt(1)));

const AAPL = { symbol: "AAPL", entryDate: "2025-06-30" };

describe("a restatement", () => {
  let engine: TestEngine;
  const workers: Worker[] = [];
  beforeAll(async () => {
    engine = await createTestEngine();
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await engine.close();
  });

  /** A portfolio on a market of its own, which says another close of AAPL once it restates. */
  async function restatingMarket(
    name: "yahoo" | "fmp" | "massive",
    whileProfiles: (portfolioId: string) => Promise<void> = async () => undefined,
  ) {
    const { db } = engine.database;
    const market = { ...QUIET };
    const close = (symbol: string, date: string) => (symbol === "AAPL" && date === market.restated ? 90 : 100);
    const bars = (symbol: string, from: string, to: string): Bar[] =>
      sessionsBetween(from, to < market.present ? to : market.present)
        .filter((date) => symbol !== "AAPL" || market.late === null || date < market.late)
        .map((date) => flatBar(date, market.moves ? moving(symbol, date) : close(symbol, date)));
    const portfolioId = await storePortfolio(db, [AAPL], { priceSource: name });
    const stub = createStubSource({
      name,
      present: "",
      bars,
      async profile() {
        if (market.profiled) await whileProfiles(portfolioId);
        return null;
      },
    });
    const source = { ...stub, presentDate: async () => market.present };
    const prepare = createPrepare({ db, sources: new Map([[name, source]]), now: () => new Date() });
    const { queue } = engine;
    async function run(kind: "onboarding" | "nightly", force = false) {
      const worker = await startWorker({
        ...{ db, queue, phases: registry, workerId: randomUUID() },
        prepare: ({ runId }) => prepare(runId),
      });
      workers.push(worker);
      const { runId } = await startRun(db, queue, { portfolioId, requestedBy: null, kind, force });
      const state = await ended(runId);
      await worker.stop();
      return { runId, state };
    }
    return { market, portfolioId, run };
  }

  const ended = (runId: string) =>
    vi.waitFor(
      async () => {
        const state = await engine.stateOf(runId);
        expect(state).toSatisfy(hasEnded);
        return state;
      },
      { timeout: 60_000 },
    );

  const needOf = async (id: string) => {
    const [need] = await engine.database.db
      .select({ from: portfolios.recomputeFrom, by: portfolios.recomputeSetBy })
      .from(portfolios)
      .where(eq(portfolios.id, id));
    return need;
  };
  async function pricesOf(portfolioId: string) {
    const rows = await engine.database.db
      .select({ date: positionValues.date, price: positionValues.price })
      .from(positionValues)
      .where(eq(positionValues.portfolioId, portfolioId));
    return new Map(rows.map(({ date, price }) => [date, Number(price)]));
  }

  test("is recorded and named, and the next run computes from there and is done with it", {
    timeout: 120_000,
  }, async () => {
    const { db } = engine.database;
    const { market, portfolioId, run } = await restatingMarket("yahoo");
    await run("onboarding");
    const factors = () =>
      db.select({ date: symbolFactors.date }).from(symbolFactors).where(eq(symbolFactors.symbol, "AAPL"));
    expect(await factors()).toHaveLength(8);

    Object.assign(market, { present: "2025-07-11", restated: "2025-07-08" });
    const found = await run("nightly");
    const [collection] = found.state.phases;
    expect(collection).toMatchObject({ status: "warning", counts: { restated: 1 } });
    expect(collection?.warnings).toContainEqual({
      code: "prices-restated",
      message: "Prices of 1 symbol restated: what follows from them is computed again",
      items: ["Stub restated 1 close of AAPL from 2025-07-08"],
    });
    expect(found.state.log.map(({ message }) => message)).toContain("⚠️ Stub restated 1 close of AAPL from 2025-07-08");
    const { date, kind, before, after, provider, runId } = restatements;
    expect(await db.select({ date, kind, before, after, provider, runId }).from(restatements)).toEqual([
      { date: "2025-07-08", kind: "close", before: 100, after: 90, provider: "yahoo", runId: found.runId },
    ]);
    expect(await needOf(portfolioId)).toEqual({ from: "2025-07-08", by: found.runId });
    expect((await factors()).map((row) => row.date).toSorted()).toEqual([
      ...sessionsBetween("2025-06-30", "2025-07-07"),
      "2025-07-11",
    ]);
    expect((await pricesOf(portfolioId)).get("2025-07-08")).toBe(100);

    const again = await run("nightly");
    expect(again.state.inputs?.dates).toEqual({ from: "2025-07-08", to: "2025-07-11", count: 4 });
    expect((await pricesOf(portfolioId)).get("2025-07-08")).toBe(90);
    expect(await needOf(portfolioId)).toEqual({ from: null, by: null });
    expect(await factors()).toHaveLength(9);
    expect(await db.select().from(restatements)).toHaveLength(1);
  });

  test("that comes while a run computes is left to the next one", { timeout: 120_000 }, async () => {
    const other = randomUUID();
    const { market, portfolioId, run } = await restatingMarket("fmp", async (id) => {
      const set = { recomputeFrom: "2025-07-02", recomputeSetAt: new Date(), recomputeSetBy: other };
      await engine.database.db.update(portfolios).set(set).where(eq(portfolios.id, id));
    });
    await run("onboarding");
    Object.assign(market, { present: "2025-07-11", restated: "2025-07-08" });
    await run("nightly");
    market.profiled = true;
    await run("nightly");
    expect(await needOf(portfolioId)).toEqual({ from: "2025-07-02", by: other });
    market.profiled = false;
    await run("nightly");
    expect(await needOf(portfolioId)).toEqual({ from: null, by: null });
  });

  test("prices that come late have the factors of their dates fitted on them", { timeout: 120_000 }, async () => {
    const { market, run } = await restatingMarket("massive");
    Object.assign(market, { moves: true, late: "2025-07-09" });
    await run("onboarding");
    const betas = async () => {
      const { date, marketBeta } = symbolFactors;
      const rows = await engine.database.db
        .select({ date, marketBeta })
        .from(symbolFactors)
        .where(and(eq(symbolFactors.source, "massive"), eq(symbolFactors.symbol, "AAPL"), gte(date, "2025-07-08")))
        .orderBy(date);
      return new Map(rows.map((row) => [row.date, row.marketBeta]));
    };
    const before = await betas();
    Object.assign(market, { present: "2025-07-11", late: null });
    await run("nightly");
    await run("nightly");
    const after = await betas();
    expect(after.get("2025-07-08")).toBe(before.get("2025-07-08"));
    expect([...after.keys()]).toEqual(sessionsBetween("2025-07-08", "2025-07-11"));
    expect(after.get("2025-07-09")).not.toBe(before.get("2025-07-09"));
    await run("nightly", true);
    expect(await betas()).toEqual(after);
  });
});
