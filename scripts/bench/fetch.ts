import { sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { Database } from "#server/db/client.ts";
import { bars, corporateActions } from "#server/db/schema/market.ts";
import { addSessions, presentSession } from "#server/market/nyse-calendar.ts";
import type { PriceSource, ProviderName, SourceName } from "#server/market/price-source.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { createPostgresGate } from "#server/market/provider-http/postgres-gate.ts";
import { PROVIDER_LABELS } from "#server/market/provider-http/provider-label.ts";
import { providerQuotas } from "#server/market/provider-http/provider-quotas.ts";
import { createLiveProviders } from "#server/market/providers/live-providers.ts";
import { OPTIONAL_REGRESSORS, REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import { collectionAlone } from "#tests/fixtures/collection-alone.ts";
import { type BenchEngine, withBenchEngine } from "./bench-engine.ts";
import { type BenchRow, ratio } from "./bench-row.ts";
import type { AskedOfStub, ProviderStub } from "./provider-stub.ts";
import { forkProcess, type RemoteProcess } from "./remote-process.ts";

const NOW = "2026-07-15T22:00:00Z";
const SESSIONS = 135;
const REPEATS = 5;
const LATENCY_MS = 100;
/** Two in a hundred. */
const REFUSE_EVERY = 50;
/** Requests that the product has under way at once. */
const AT_ONCE = 8;

/** Its last price is from before the run's history. */
const DELISTED = "GONE";
const STOCKS = "AAPL MSFT NVDA GOOGL AMZN META JPM UNH XOM COST PG KO HD CVX MRK".split(" ");
/** The ETFs that a run takes along anyway are held here, so that there are 33 symbols in all. */
const HELD = [...STOCKS, DELISTED, ...OPTIONAL_REGRESSORS];
const SYMBOLS = HELD.length + REQUIRED_REGRESSORS.length;

interface Case {
  readonly provider: ProviderName;
  /** Requests a minute; null for the quota that holds unless an operator says otherwise. */
  readonly rate: number | null;
}

const CASES: readonly Case[] = [
  { provider: "yahoo", rate: null },
  { provider: "yahoo", rate: 6_000 },
  { provider: "massive", rate: 6_000 },
  { provider: "fmp", rate: 3_000 },
];

/** What one cold fetch came to, and the same requests without a product. */
interface ColdFetch {
  readonly seconds: number;
  readonly bareSeconds: number;
  readonly requests: number;
  readonly refused: number;
  readonly rows: number;
}

/**
 * B2: phase_1 with nothing stored, 25 positions and 8 ETFs over 135 sessions and the 800 days before them, from a
 * provider that takes 100 ms and refuses 2 in 100. The baseline is as many bare fetches of the same answers.
 */
export async function fetchPrices(): Promise<BenchRow[]> {
  let sources: (db: Database) => ReadonlyMap<SourceName, PriceSource> = () => new Map();
  const parts = { phases: collectionAlone, now: () => new Date(NOW) };
  return withBenchEngine({ ...parts, sources: (db) => sources(db) }, async (engine) => {
    const rows: BenchRow[] = [];
    for (const each of CASES) {
      const stub = forkProcess<ProviderStub>(new URL("./provider-stub.ts", import.meta.url));
      try {
        const url = await stub.ask("listen", { provider: each.provider, now: NOW });
        sources = (db) => sourcesOf(db, each, url);
        rows.push(...rowsOf(each, await coldFetches(engine, each, { stub, url })));
      } finally {
        await stub.end();
      }
    }
    return rows;
  });
}

function sourcesOf(db: Database, { provider, rate }: Case, url: string): Map<SourceName, PriceSource> {
  const nothing = { yahoo: null, massive: null, fmp: null };
  const gate = createPostgresGate(db, providerQuotas({ ...nothing, [provider]: rate }));
  const keys = { massive: "test-key", fmp: "test-key" };
  const settings = { order: [provider], keys, urls: { ...nothing, [provider]: url } };
  const now = () => new Date(NOW);
  return createPriceSources({ pricesDir: null, providers: createLiveProviders(settings, { gate, now }), clock: now });
}

interface StubAt {
  readonly stub: RemoteProcess<ProviderStub>;
  readonly url: string;
}

async function coldFetches(engine: BenchEngine, { provider }: Case, { stub, url }: StubAt): Promise<ColdFetch[]> {
  const entryDate = addSessions(presentSession(new Date(NOW)), 1 - SESSIONS);
  const measured: ColdFetch[] = [];
  // The first one finds code that has not run and a stub that has answered nothing yet.
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    await forgetAll(engine.db);
    const portfolioId = await engine.storePortfolio({ symbols: HELD, priceSource: provider, entryDate });
    await stub.ask("behave", { latencyMs: LATENCY_MS, refuseEvery: REFUSE_EVERY });
    const { state } = await engine.run(portfolioId, "manual");
    const asked = await stub.ask("asked", null);
    const phase = required(
      state.phases.find(({ id }) => id === "phase_1"),
      "phase_1",
    );
    if (phase.counts.priced !== HELD.length - 1)
      throw new Error(`not all but ${DELISTED} were priced: ${phase.summary}`);
    expectEachOnce(asked);
    await stub.ask("behave", { latencyMs: LATENCY_MS, refuseEvery: 0 });
    const bareSeconds = await bareFetches(url, asked);
    await stub.ask("asked", null);
    if (repeat === 0) continue;
    measured.push({
      ...{ seconds: required(phase.busyMs, "duration of phase_1") / 1000, bareSeconds, requests: asked.length },
      refused: asked.filter(({ isRefused }) => isRefused).length,
      rows: (await engine.db.$count(bars)) + (await engine.db.$count(corporateActions)),
    });
  }
  return measured;
}

/** As on a new installation whose provider was left alone for a while. */
async function forgetAll(db: Database): Promise<void> {
  await db.execute(sql`
    truncate bars, corporate_actions, price_coverage, price_claims, symbol_listings, symbol_failures, provider_states`);
}

/** @throws where something that was answered was asked for once more. */
function expectEachOnce(asked: readonly AskedOfStub[]): void {
  const answered = asked.filter(({ isRefused }) => !isRefused).map(({ target }) => target);
  const repeated = answered.filter((target, index) => answered.indexOf(target) !== index);
  if (repeated.length > 0) throw new Error(`asked for more than once: ${repeated.join(" ")}`);
}

/** Sends the requests again, as many at once as the product does, and reads their answers. */
async function bareFetches(url: string, asked: readonly AskedOfStub[]): Promise<number> {
  const waiting = [...asked];
  const startedAt = performance.now();
  const send = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await (await fetch(new URL(next.target, url), { headers: next.headers })).json();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return (performance.now() - startedAt) / 1000;
}

function rowsOf({ provider, rate }: Case, fetches: readonly ColdFetch[]): BenchRow[] {
  const quota = providerQuotas({ yahoo: null, massive: null, fmp: null, [provider]: rate })[provider];
  const name = `${PROVIDER_LABELS[provider]}, ${quota.perMinute} a minute, ${quota.burst} at once`;
  const row = (what: string, unit: string, value: (each: ColdFetch) => number) => ({
    ...{ name: `${name}: ${what}`, unit },
    values: fetches.map(value),
  });
  const of = (value: (each: ColdFetch) => number) => fetches.map(value);
  return [
    row("phase_1", "s", ({ seconds }) => seconds),
    row("the same requests, bare", "s", ({ bareSeconds }) => bareSeconds),
    ratio(
      `${name}: phase_1 over bare`,
      of(({ seconds }) => seconds),
      of(({ bareSeconds }) => bareSeconds),
    ),
    row("requests a symbol", "requests", ({ requests }) => requests / SYMBOLS),
    row("repeated after a 429", "requests", ({ refused }) => refused),
    row("rows stored a second", "rows/s", ({ rows, seconds }) => rows / seconds),
  ];
}
