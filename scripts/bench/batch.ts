import { sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { PLAN } from "#lib/run/plan.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { addSessions, presentSession } from "#server/market/nyse-calendar.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { registry } from "#server/phases/registry.ts";
import { type BenchEngine, withBenchEngine } from "./bench-engine.ts";
import { type BenchRow, timed } from "./bench-row.ts";

const SESSIONS = 254;
const REPEATS = 5;
const COMMITS = 200;
const SYMBOLS = "AAPL MSFT NVDA GOOGL AMZN META JPM UNH XOM COST PG KO HD CVX MRK PEP BAC WMT LLY PFE".split(" ");

/**
 * B1: all nine phases over 20 positions and 254 sessions of the simulated market, prices stored beforehand, every row
 * written. The baseline, timed in the same run, is the database's own pace: small transactions, one after another.
 */
export function batch(): Promise<BenchRow[]> {
  const now = () => new Date();
  const sources = createPriceSources({ pricesDir: null, clock: now });
  return withBenchEngine({ phases: registry, sources: () => sources, now }, measure);
}

async function measure(engine: BenchEngine): Promise<BenchRow[]> {
  const entryDate = addSessions(presentSession(new Date()), 1 - SESSIONS);
  const completedRun = async () =>
    completed(await engine.run(await engine.storePortfolio({ symbols: SYMBOLS, priceSource: "sample", entryDate })));
  const first = await completedRun();
  const runs: { state: RunState; wallMs: number }[] = [];
  const baseline: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    baseline.push(await smallCommits(engine.db));
    await forgetAllButPrices(engine.db);
    runs.push(await completedRun());
  }
  const busyMs = ({ state }: { state: RunState }, id: string) =>
    required(state.phases.find((phase) => phase.id === id)?.busyMs, `duration of ${id}`);
  const phaseRows = PLAN.map(({ id, name }) =>
    timed(
      `${id} ${name}`,
      runs.map((run) => busyMs(run, id)),
    ),
  );
  return [
    timed("first run, prices fetched", [first.wallMs]),
    timed(
      "whole run, wall",
      runs.map((run) => run.wallMs),
    ),
    ...phaseRows,
    timed(`baseline: ${COMMITS} one-row transactions`, baseline),
  ];
}

function completed<Run extends { state: RunState }>(run: Run): Run {
  const { status, reason } = run.state;
  if (status !== "completed") throw new Error(`the run ended ${status}: ${reason}`);
  return run;
}

/** What a repeat finds stored is prices and nothing else: every other row has to be written again. */
async function forgetAllButPrices(db: Database): Promise<void> {
  await db.execute(sql`
    truncate symbol_factors, symbol_metrics, company_profiles, fundamentals, fundamentals_sync, provider_betas`);
}

async function smallCommits(db: Database): Promise<number> {
  await db.execute(sql`create table if not exists bench_commits (n int)`);
  const startedAt = performance.now();
  for (let n = 0; n < COMMITS; n++) await db.execute(sql`insert into bench_commits values (${n})`);
  return performance.now() - startedAt;
}
