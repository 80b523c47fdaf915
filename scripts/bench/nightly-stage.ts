import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { required } from "#lib/assert.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { type ConnectionOptions, connectionEnvironment } from "#server/db/connection.ts";
import { addSessions, presentSession } from "#server/market/nyse-calendar.ts";
import { WORKER_FLAGS } from "#server/process/worker-pool.ts";
import { type BenchDatabase, startBenchDatabase } from "./bench-database.ts";
import { storeAccounts } from "./nightly-accounts.ts";
import type { meter } from "./process-meter.ts";
import { forkProcess, type RemoteProcess } from "./remote-process.ts";

export type WorkerProcess = RemoteProcess<typeof meter>;

export interface NightlyStage {
  readonly db: Database;
  readonly workers: readonly WorkerProcess[];
  /** One more worker process, as it is started in service, with a meter in it. */
  addWorker(): Promise<void>;
  /** The batch of the newest session, for the first so many of the accounts; milliseconds to its end. */
  night(accounts: number): Promise<number>;
  close(): Promise<void>;
}

/** The workers' own user in the database, so that their statements can be told from all others. */
export const WORKER_USER = "bench_worker";
const LOOK_EVERY_MS = 50;
const QUEUE = "nightly-batch";

/** Accounts on a Postgres of their own, with results up to the session before the newest, and no worker yet. */
export async function setNightlyStage(accounts: number): Promise<NightlyStage> {
  const database = await startBenchDatabase();
  try {
    const { db } = database;
    const session = presentSession(new Date());
    const ids = await storeAccounts(db, accounts, session);
    const workers: WorkerProcess[] = [];
    const connection = await database.userNamed(WORKER_USER);
    const boss = await openBoss(database);
    return {
      ...{ db, workers, close: database.close },
      async addWorker() {
        workers.push(await startWorker(database, connection));
      },
      async night(count) {
        await forgetNight(db, session, ids.slice(count));
        const startedAt = performance.now();
        await boss.send(QUEUE, {});
        await nightEnded(db, session);
        return performance.now() - startedAt;
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What tells a worker that it is time, in place of the clock. */
async function openBoss({ connection, addedLater }: BenchDatabase): Promise<PgBoss> {
  const boss = new PgBoss({ ...connection, max: 1, supervise: false, schedule: false });
  boss.on("error", console.error);
  await boss.start();
  addedLater("queue", () => boss.stop({ graceful: false }));
  return boss;
}

async function startWorker({ db, addedLater }: BenchDatabase, connection: ConnectionOptions): Promise<WorkerProcess> {
  const { PATH, HOME } = process.env;
  const before = await connections(db);
  const worker = forkProcess<typeof meter>(new URL("../../server/main.ts", import.meta.url), {
    execArgv: [...WORKER_FLAGS, "--import", new URL("process-meter.ts", import.meta.url).href],
    environment: {
      ...{ PATH, HOME, NODE_ENV: "production", NONET_ROLE: "worker", NONET_PROVIDERS: "none" },
      ...{ NONET_BENCH_METER: "1", ...connectionEnvironment(connection) },
    },
  });
  addedLater("worker", worker.end);
  // The last thing that a worker does before it is ready is to ask for the nightly work.
  while ((await connections(db)) === before) {
    if (worker.child.exitCode !== null) throw new Error("the worker ended before it was ready");
    await delay(LOOK_EVERY_MS);
  }
  await worker.ask("measure", { collect: false });
  return worker;
}

async function connections(db: Database): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
    where usename = ${WORKER_USER} and query ilike 'listen%'
      and exists (select from pgboss.schedule where name = ${QUEUE})`);
  return required(row, "count").count;
}

/** Does away with what the night has left, so that it can come again; the accounts of `ended` do not go on. */
async function forgetNight(db: Database, session: string, ended: readonly string[]): Promise<void> {
  const yesterday = addSessions(session, -1);
  await db.execute(sql`delete from nightly_batches`);
  for (const table of ["bars", "symbol_factors", "provider_betas", ...RESULTS]) {
    await db.execute(sql`delete from ${sql.identifier(table)} where date = ${session}`);
  }
  await db.execute(sql`delete from symbol_metrics where as_of = ${session}`);
  await db.execute(sql`update price_coverage set to_date = ${yesterday}`);
  // Valuations are due once a day.
  await db.execute(sql`update company_profiles set valuation_at = valuation_at - interval '1 day'`);
  await db.execute(sql`
    update portfolios set to_date = case when id = any(${arrayLiteral(ended)}::uuid[]) then ${yesterday}::date end`);
}

const RESULTS = [
  ...["snapshots", "position_values", "portfolio_factors", "portfolio_risk", "portfolio_sectors"],
  ...["portfolio_correlations", "portfolio_stress"],
];

async function nightEnded(db: Database, session: string): Promise<void> {
  for (;;) {
    const [night] = await db.execute<{ ended: boolean }>(sql`
      select exists (select from nightly_batches where session = ${session} and ended_at is not null)
        and not exists (select from runs where ended_at is null) as ended`);
    if (night?.ended) return;
    await delay(LOOK_EVERY_MS);
  }
}
