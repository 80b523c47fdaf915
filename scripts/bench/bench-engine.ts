import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { required } from "#lib/assert.ts";
import type { RunKind } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";
import { connect, type Database } from "#server/db/client.ts";
import { startEmbeddedServer } from "#server/db/embedded-server.ts";
import { migrateDatabase } from "#server/db/migrate.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import type { PhaseRegistry } from "#server/engine/phase.ts";
import { openQueue } from "#server/engine/queue.ts";
import { startRun } from "#server/engine/start-run.ts";
import { startWorker } from "#server/engine/worker.ts";
import type { PriceSource, SourceName } from "#server/market/price-source.ts";
import type { PhasePorts } from "#server/phases/ports.ts";
import { createPrepare } from "#server/phases/prepare-run.ts";
import { readRunState } from "#server/queries/run-state.ts";

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
  /** A portfolio of its own, 100 shares of each symbol. */
  storePortfolio(portfolio: BenchPortfolio): Promise<string>;
  /** The run as it ended, and milliseconds from its start to then as someone sees who looks every 5 ms. */
  run(portfolioId: string, kind?: RunKind): Promise<{ readonly state: RunState; readonly wallMs: number }>;
}

/** Hands an embedded Postgres with one worker on it to `measure`, and ends both. */
export async function withBenchEngine<Value>(
  { phases, sources, now }: BenchEngineParts,
  measure: (engine: BenchEngine) => Promise<Value>,
): Promise<Value> {
  const dataDir = await mkdtemp(join(tmpdir(), "nonet-bench-"));
  const server = await startEmbeddedServer({ dataDir, log: () => undefined });
  try {
    await migrateDatabase(server.connection);
    const { db, end } = connect(server.connection, { prepares: true });
    const queue = await openQueue({ connection: server.connection, onError: console.error });
    const worker = await startWorker({
      ...{ db, queue, phases, workerId: randomUUID() },
      prepare: ({ runId }) => createPrepare({ db, sources: sources(db), now })(runId),
    });
    const value = await measure({
      db,
      storePortfolio: (portfolio) => storePortfolio(db, portfolio),
      async run(portfolioId, kind = "onboarding") {
        const startedAt = performance.now();
        const { runId } = await startRun(db, queue, { portfolioId, requestedBy: null, kind });
        const state = await endedRun(db, runId);
        return { state, wallMs: performance.now() - startedAt };
      },
    });
    await worker.stop();
    await queue.close();
    await end();
    return value;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
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
    const state = required(await readRunState(db, runId), "the run");
    if (state.endedAt !== null) {
      if (state.status === "completed" || state.status === "partial") return state;
      throw new Error(`the run ended ${state.status}: ${state.reason}`);
    }
    await delay(5);
  }
}
