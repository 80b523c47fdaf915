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
import { growthRows, type TimedSize } from "./growth.ts";
import { type MeteredPhase, type MeteredPhases, meteredPhases } from "./metered-phases.ts";
import { COMMITS, smallCommits } from "./small-commits.ts";

const SESSIONS = 254;
const POSITIONS = 20;
const REPEATS = 5;
const REPEATS_OF_A_SIZE = 3;
const DATES_GROWN = [63, 127, SESSIONS, 508] as const;
const POSITIONS_GROWN = [5, 10, POSITIONS, 40] as const;
const SYMBOLS = (
  "AAPL MSFT NVDA GOOGL AMZN META JPM UNH XOM COST PG KO HD CVX MRK PEP BAC WMT LLY PFE " +
  "ABBV TMO CSCO ABT ACN MCD ADBE CRM NKE TXN LIN ORCL AMD QCOM HON UPS LOW CAT IBM GE"
).split(" ");

type Run = { readonly state: RunState; readonly wallMs: number };

/**
 * B1: all nine phases over 20 positions and 254 sessions of the simulated market, prices stored beforehand, every row
 * written; then the same over more and fewer dates and positions. The baseline, timed in the same run, is the database's
 * own pace.
 */
export function onboarding(): Promise<BenchRow[]> {
  const now = () => new Date();
  const sources = createPriceSources({ pricesDir: null, clock: now });
  const metered = meteredPhases(registry);
  return withBenchEngine({ phases: metered.phases, sources: () => sources, now }, (engine) => measure(engine, metered));
}

async function measure(engine: BenchEngine, metered: MeteredPhases): Promise<BenchRow[]> {
  const first = await onboard(engine, POSITIONS, SESSIONS);
  const runs: Run[] = [];
  const baseline: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    baseline.push(await smallCommits(engine.db));
    runs.push(await onboardAnew(engine, POSITIONS, SESSIONS));
  }
  const dates = await timings(engine, DATES_GROWN, (size) => [POSITIONS, size]);
  const positions = await timings(engine, POSITIONS_GROWN, (size) => [size, SESSIONS]);
  metered.meter(engine.db, engine.workerUser);
  await onboardAnew(engine, POSITIONS, SESSIONS);
  return [
    timed("first run, prices fetched", [first.wallMs]),
    timed(
      "whole run, wall",
      runs.map((run) => run.wallMs),
    ),
    ...PLAN.map(({ id, name }) =>
      timed(
        `${id} ${name}`,
        runs.map((run) => busyMs(run, id)),
      ),
    ),
    timed(`baseline: ${COMMITS} one-row transactions`, baseline),
    ...growthRows("dates", "date", dates),
    ...growthRows("positions", "position", positions),
    ...metered.take().flatMap(meteredRows),
    memoryRow(),
  ];
}

async function timings(
  engine: BenchEngine,
  sizes: readonly number[],
  portfolioOf: (size: number) => readonly [positions: number, sessions: number],
): Promise<TimedSize[]> {
  const found: TimedSize[] = [];
  for (const size of sizes) {
    await onboard(engine, ...portfolioOf(size));
    for (let repeat = 0; repeat < REPEATS_OF_A_SIZE; repeat++) {
      const { wallMs: ms } = await onboardAnew(engine, ...portfolioOf(size));
      found.push({ size, ms });
    }
  }
  return found;
}

/** What the run finds stored is prices and nothing else: every other row has to be written again. */
async function onboardAnew(engine: BenchEngine, positions: number, sessions: number): Promise<Run> {
  await forgetAllButPrices(engine.db);
  return onboard(engine, positions, sessions);
}

async function onboard(engine: BenchEngine, positions: number, sessions: number): Promise<Run> {
  const entryDate = addSessions(presentSession(new Date()), 1 - sessions);
  const symbols = SYMBOLS.slice(0, positions);
  return completed(await engine.run(await engine.storePortfolio({ symbols, priceSource: "sample", entryDate })));
}

function completed(run: Run): Run {
  const { status, reason } = run.state;
  if (status !== "completed") throw new Error(`the run ended ${status}: ${reason}`);
  return run;
}

async function forgetAllButPrices(db: Database): Promise<void> {
  await db.execute(sql`
    truncate symbol_factors, symbol_metrics, company_profiles, fundamentals, fundamentals_sync, provider_betas`);
}

function busyMs({ state }: Run, id: string): number {
  return required(state.phases.find((phase) => phase.id === id)?.busyMs, `duration of ${id}`);
}

/** Of a phase's wall time: the event loop at work, the server executing, and the rest. */
function meteredRows({ id, wallMs, activeMs, counted }: MeteredPhase): BenchRow[] {
  const share = (name: string, ms: number) => ({ name: `${id}: ${name}`, unit: "share", values: [ms / wallMs] });
  const databaseMs = Math.min(counted.executionMs, wallMs - activeMs);
  return [
    { name: `${id}: statements`, unit: "statements", values: [counted.statements] },
    { name: `${id}: rows`, unit: "rows", values: [counted.rows] },
    share("computing", activeMs),
    share("database", databaseMs),
    share("waiting", wallMs - activeMs - databaseMs),
  ];
}

function memoryRow(): BenchRow {
  return { name: "most memory, bench and worker", unit: "MB", values: [process.resourceUsage().maxRSS / 1000] };
}
