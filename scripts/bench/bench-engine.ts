import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { RunKind } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";
import { connect, type Database } from "#server/db/client.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import type { PhaseRegistry } from "#server/engine/phase.ts";
import { openQueue } from "#server/engine/queue.ts";
import { startRun } from "#server/engine/start-run.ts";
import { startWorker } from "#server/engine/worker.ts";
import type { PriceSource, SourceName } from "#server/market/price-source.ts";
import type { PhasePorts } from "#server/phases/ports.ts";
import { createPrepare } from "#server/phases/prepare-run.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { startBenchDatabase } from "./bench-database.ts";

const WORKER_USER = "bench_worker";
const LOOK_EVERY_MS = 10;

export interface BenchEngineParts {
  readonly phases: PhaseRegistry<PhasePorts>;
  /** Looked at by each run as it begins. */
  readonly sources: (db: Database) => ReadonlyMap<SourceName, PriceSource>;
  readonly now: () => Date;
}

export interface BenchPortfolio {
  readonly symbols: readonly string[];
  readonly priceSource: SourceName;
  /** Of every position, and the first of the run's dates. */
  readonly entryDate: string;
}

export interface BenchEngine {
  readonly db: Database;
  /** The worker's own user in the database. */
  readonly workerUser: string;
  /** A portfolio of its own, 100 shares of each symbol. */
  storePortfolio(portfolio: BenchPortfolio): Promise<string>;
  /** The run as it ended, and milliseconds from its start to then as someone sees who looks every 10 ms. */
  run(portfolioId: string, kind?: RunKind): Promise<{ readonly state: RunState; readonly wallMs: number }>;
}

/** Hands an embedded Postgres with one worker on it, in this process, to `measure`, and ends both. */
export async function withBenchEngine<Value>(
  { phases, sources, now }: BenchEngineParts,
  measure: (engine: BenchEngine) => Promise<Value>,
): Promise<Value> {
  const database = await startBenchDatabase();
  try {
    const { db } = database;
    const connection = await database.userNamed(WORKER_USER);
    const queue = await openQueue({ connection, onError: console.error });
    database.addedLater("queue", queue.close);
    const own = connect(connection, { prepares: true });
    database.addedLater("worker's database", own.end);
    const worker = await startWorker({
      ...{ db: own.db, queue, phases, workerId: randomUUID() },
      prepare: ({ runId }) => createPrepare({ db: own.db, sources: sources(own.db), now })(runId),
    });
    database.addedLater("worker", worker.stop);
    return await measure({
      ...{ db, workerUser: WORKER_USER },
      storePortfolio: (portfolio) => storePortfolio(db, portfolio),
      async run(portfolioId, kind = "onboarding") {
        const startedAt = performance.now();
        const { runId } = await startRun(db, queue, { portfolioId, requestedBy: null, kind });
        const state = await endedRun(db, runId);
        return { state, wallMs: performance.now() - startedAt };
      },
    });
  } finally {
    await database.close();
  }
}

async function storePortfolio(db: Database, { symbols, priceSource, entryDate }: BenchPortfolio): Promise<string> {
  const ownerId = randomUUID();
  const portfolioId = randomUUID();
  await db.insert(user).values({ id: ownerId, name: "Bench", email: `${ownerId}@localhost` });
  await db.insert(portfolios).values({
    ...{ id: portfolioId, ownerId, name: "Bench", accountName: "Bench", accountType: "taxable" },
    ...{ openingEquity: "1000000", priceSource },
  });
  await db.insert(positions).values(
    symbols.map((symbol, ordinal) => ({
      ...{ portfolioId, ordinal, symbol, quantity: "100", entryPrice: "150", entryDate },
      ...{ investmentClass: "PUBLIC" as const, investmentSubtype: "STOCK" },
    })),
  );
  return portfolioId;
}

/** @throws where the run failed or was cancelled. */
async function endedRun(db: Database, runId: string): Promise<RunState> {
  for (;;) {
    const [run] = await db.select({ endedAt: runs.endedAt }).from(runs).where(eq(runs.id, runId));
    if (required(run, "the run").endedAt !== null) break;
    await delay(LOOK_EVERY_MS);
  }
  const state = required(await readRunState(db, runId), "the run");
  if (state.status === "completed" || state.status === "partial") return state;
  throw new Error(`the run ended ${state.status}: ${state.reason}`);
}
