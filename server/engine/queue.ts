import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Database, Transaction } from "#server/db/client.ts";
import type { ConnectionOptions } from "#server/db/connection.ts";

const QUEUE = "runs";
/** pg-boss gives up on a job after this; who holds a run is the lease's business. */
const EXPIRY_SECONDS = 23 * 3600;

const SCHEDULED_EXPIRY_SECONDS = 6 * 3600;
/** A worker that dies over scheduled work is noticed within this. */
const SCHEDULED_HEARTBEAT_SECONDS = 30;

/** Restarts of its worker that scheduled work outlasts. */
const SCHEDULED_RETRIES = 20;

/** When work is done: a cron line, read in a time zone. */
export interface Schedule {
  readonly cron: string;
  readonly timeZone: string;
}

/** A run's job; its id is the run's. */
interface RunJob {
  readonly runId: string;
}

/** Decides who tries a run next; a run tried twice is guarded by its lease. */
export interface RunQueue {
  /** Puts a run in line, in the caller's transaction. `user` shares the workers fairly; null for system runs. */
  send(tx: Transaction, runId: string, user: string | null): Promise<void>;
  /** Puts a run in line again whose job was taken and not brought to its end. One still in line stays as it is. */
  resend(db: Database, runId: string, user: string | null): Promise<void>;
  /** Hands jobs to `handle`, up to `concurrency` at once; resolves to what takes no more. */
  work(concurrency: number, handle: (runId: string) => Promise<void>): Promise<() => Promise<void>>;
  /**
   * Has `work` done at its times by one of the processes that ask for it, once also where several times passed without
   * any of them. Its signal is aborted when the queue closes. Needs `schedule`.
   */
  scheduled(name: string, schedule: Schedule, work: (signal: AbortSignal) => Promise<unknown>): Promise<void>;
  /** Ends a schedule that an earlier start has set. */
  unscheduled(name: string): Promise<void>;
  /** Whether it is there to be sent to. @throws when its database cannot be reached. */
  isOpen(): Promise<boolean>;
  close(): Promise<void>;
}

export interface QueueParts {
  readonly connection: ConnectionOptions;
  /** Told of the queue's own errors; it goes on by itself. */
  onError(error: Error): void;
  /** False where the queue is only sent to, as in a web process. */
  supervise?: boolean;
  /** True where work is done by the clock. */
  schedule?: boolean;
}

/** Opens the queue on connections of its own, creating its tables at first. Several processes may do so at once. */
export async function openQueue({
  connection,
  onError,
  supervise = true,
  schedule = false,
}: QueueParts): Promise<RunQueue> {
  const boss = new PgBoss({
    ...connection,
    application_name: "nonet queue",
    max: 4,
    schedule,
    supervise,
    useListenNotify: true,
  });
  boss.on("error", onError);
  await boss.start();
  await boss.createQueue(QUEUE, { notify: true, retryLimit: 0, expireInSeconds: EXPIRY_SECONDS });
  const closing = new AbortController();
  return {
    ...{ ...sender(boss), ...receiver(boss), ...scheduler(boss, closing.signal) },
    close() {
      closing.abort(new Error("the queue is closed"));
      return boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

function sender(boss: PgBoss): Pick<RunQueue, "send" | "resend"> {
  async function send(tx: Transaction, runId: string, user: string | null): Promise<void> {
    await boss.send(QUEUE, { runId }, { id: runId, group: { id: user ?? "system" }, db: fromDrizzle(tx, sql) });
  }
  return {
    send,
    resend: (db, runId, user) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`
          delete from pgboss.job where name = ${QUEUE} and id = ${runId} and state not in ('created', 'retry')`);
        await send(tx, runId, user);
      }),
  };
}

function receiver(boss: PgBoss): Pick<RunQueue, "work" | "isOpen"> {
  return {
    isOpen: async () => (await boss.getQueue(QUEUE)) !== null,
    async work(concurrency, handle) {
      const options = {
        localConcurrency: concurrency,
        // Some room is kept from a single user's backlog.
        localGroupConcurrency: Math.max(1, concurrency - Math.ceil(concurrency / 4)),
        notifyPollingIntervalSeconds: 1,
        pollingIntervalSeconds: 1,
      };
      const id = await boss.work<RunJob>(QUEUE, options, async (jobs) => {
        for (const job of jobs) await handle(job.data.runId);
        // The next in line, or one that its user's share held back, need not wait for the next poll.
        for (const each of boss.getWipData()) if (each.workId === id) boss.notifyWorker(each.id);
      });
      return () => boss.offWork(QUEUE, { id, wait: false });
    },
  };
}

function scheduler(boss: PgBoss, closing: AbortSignal): Pick<RunQueue, "scheduled" | "unscheduled"> {
  return {
    async scheduled(name, { cron, timeZone }, work) {
      // However many processes and times: one at a time.
      const expireInSeconds = SCHEDULED_EXPIRY_SECONDS;
      const heartbeatSeconds = SCHEDULED_HEARTBEAT_SECONDS;
      await boss.createQueue(name, {
        ...{ policy: "exclusive", notify: true, retryLimit: SCHEDULED_RETRIES, expireInSeconds, heartbeatSeconds },
      });
      await boss.schedule(name, cron, null, { tz: timeZone, missed: "once" });
      await boss.work(name, { pollingIntervalSeconds: 60, notifyPollingIntervalSeconds: 60 }, async ([job]) => {
        // What is broken off is tried again by another process.
        if (job) await work(AbortSignal.any([job.signal, closing]));
      });
    },
    unscheduled: (name) => boss.unschedule(name),
  };
}
