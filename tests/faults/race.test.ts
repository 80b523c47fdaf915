import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runLeases } from "#server/db/schema/run.ts";
import { resendRunsOf } from "#server/engine/sweep.ts";
import { type DisturbedRun, openDisturbedRun } from "./fixtures/disturbed-run.ts";
import { expectSame } from "./fixtures/expect-same.ts";
import { storedEvents } from "./fixtures/run-rows.ts";
import { isShort } from "./fixtures/short.ts";
import type { WorkerProcess } from "./fixtures/worker-process.ts";

const PHASES = isShort ? ["phase_3"] : ["phase_1", "phase_1_5", "phase_2", "phase_3", "phase_4", "phase_6"];

let run: DisturbedRun;
let workers: WorkerProcess[];

beforeAll(async () => {
  run = await openDisturbedRun();
  await noteEventWriters(run.database);
  workers = [run.startWorker(), run.startWorker()];
}, 120_000);
afterAll(() => run.close(), 60_000);

/** Which process wrote each event. */
async function noteEventWriters({ db }: DisturbedRun["database"]): Promise<void> {
  await db.execute(sql`create table event_writers (run_id uuid, seq int, writer text)`);
  await db.execute(sql`
    create function note_event() returns trigger language plpgsql as $$
    begin
      insert into event_writers values (new.run_id, new.seq, current_setting('application_name'));
      return null;
    end $$`);
  await db.execute(sql`
    create trigger event_noted after insert on run_events for each row execute function note_event()`);
}

async function holderOf(runId: string): Promise<string | undefined> {
  const [lease] = await run.database.db.select().from(runLeases).where(eq(runLeases.runId, runId));
  return lease?.workerId;
}

/** The other worker has the run, or stands before its lease and waits for the transaction the first has open. */
async function isContended(runId: string, first: string): Promise<boolean> {
  if ((await holderOf(runId)) !== first) return true;
  const [waiting] = await run.database.db.execute(sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%run_leases%'`);
  return waiting !== undefined;
}

test.each(PHASES)(
  "[RUN5] F7 a worker taken for dead in %s comes back to a run that another has: it writes nothing",
  {
    timeout: 180_000,
  },
  async (phase) => {
    const { database, queue, portfolio } = run;
    const { db } = database;
    const runId = await portfolio.begin(queue);
    await run.atWork(runId, phase);
    const holder = await holderOf(runId);
    const frozen = workers.find(({ id }) => id === holder)!;
    frozen.child.kill("SIGSTOP");
    await resendRunsOf(db, queue, frozen.id);
    await expect.poll(() => isContended(runId, frozen.id), { timeout: 30_000, interval: 20 }).toBe(true);
    frozen.child.kill("SIGCONT");
    await run.ended(runId);

    expectSame(await portfolio.outcomeOf(runId), run.undisturbed, `both workers in ${phase}`);
    const events = await storedEvents(db, runId);
    const [resume, ...more] = events.filter(({ type }) => type === "run-resume");
    expect(more).toEqual([]);
    const rows = await db.execute<{ seq: number; writer: string }>(sql`
    select seq, writer from event_writers where run_id = ${runId} order by seq`);
    const isFrozen = rows.map(({ writer }) => writer.includes(frozen.id));
    expect(isFrozen).toEqual(rows.map(({ seq }) => seq < resume!.seq));
  },
);
