import { randomUUID } from "node:crypto";
import { connect, type Database, openClient, type Transaction } from "#server/db/client.ts";
import { announceRun } from "#server/engine/announce-run.ts";
import { logger } from "#server/engine/logger.ts";
import { createNotifier } from "#server/engine/notifier.ts";
import { pruneEvents } from "#server/engine/prune-events.ts";
import { openQueue, type RunQueue } from "#server/engine/queue.ts";
import { type StartRunRequest, startRun } from "#server/engine/start-run.ts";
import { startWorker } from "#server/engine/worker.ts";
import { createPrepare } from "#server/phases/prepare-run.ts";
import { registry } from "#server/phases/registry.ts";
import { openMarket } from "./market.ts";
import { type NightlyParts, nightlyBatch } from "./nightly-batch.ts";
import { priceFolderNotice } from "./price-folder-notice.ts";
import { openServerDatabase } from "./server-database.ts";
import type { Settings } from "./settings.ts";
import type { Teardown } from "./teardown.ts";

const DAY_MS = 86_400_000;
const NIGHTLY = "nightly-batch";
/** Every night when few people are awake. */
const PRUNING = { cron: "30 3 * * *", timeZone: "UTC" };

const log = logger("nonet.worker");

/** The role `worker`: works on runs until torn down. A parent names its children, to know whose runs a dead one held. */
export async function startWorkerRole(settings: Settings, teardown: Teardown, died: (error: Error) => void) {
  const connection = await openServerDatabase(settings, teardown, died);
  // A child's parent has said so already.
  const notice = process.env.NONET_WORKER_ID === undefined ? await priceFolderNotice(settings) : null;
  if (notice !== null) console.error(notice);
  const now = () => new Date();
  const { db, end } = connect(connection, { applicationName: "nonet worker", prepares: true });
  teardown.add("database", end);
  const queue = await openQueue({
    ...{ connection, schedule: true },
    onError: (error) => log.error({ err: error }, "The queue met an error"),
  });
  teardown.add("queue", queue.close);
  const sql = openClient(connection, { applicationName: "nonet notifier", max: 1 });
  teardown.add("notifier connection", () => sql.end({ timeout: 1 }));
  const notifier = createNotifier(sql);
  teardown.add("notifier", notifier.close);
  const prepare = createPrepare({
    db,
    sources: openMarket(settings, db, now).sources,
    now,
    assumptions: settings.assumptions,
  });
  const worker = await startWorker({
    ...{ db, queue, phases: registry },
    prepare: ({ runId }) => prepare(runId),
    workerId: process.env.NONET_WORKER_ID ?? randomUUID(),
    onCommitted: notifier.notify,
  });
  teardown.add("worker", worker.stop);
  await queue.scheduled("prune-events", PRUNING, (signal) => pruneOldEvents(db, settings.eventDays, signal));
  await scheduleNightly(settings, { db, queue, now });
}

type NightlyWork = Pick<NightlyParts, "db" | "now"> & { readonly queue: RunQueue };

/** The batch of every evening, in New York time: closed days and days without any worker are the batch's own business. */
async function scheduleNightly({ nightlyAt }: Settings, { db, queue, now }: NightlyWork): Promise<void> {
  if (nightlyAt === null) return queue.unscheduled(NIGHTLY);
  const [hour, minute] = nightlyAt.split(":").map(Number);
  const schedule = { cron: `${minute} ${hour} * * *`, timeZone: "America/New_York" };
  async function start(within: Database | Transaction, request: StartRunRequest) {
    const started = await startRun(within, queue, request);
    await announceRun(within, started.runId);
    return started;
  }
  await queue.scheduled(NIGHTLY, schedule, async (signal) => {
    const outcome = await nightlyBatch({ db, start, now, signal });
    log.info(outcome, "The nightly batch has run");
  });
}

async function pruneOldEvents(db: Database, days: number, signal: AbortSignal): Promise<void> {
  if (days === 0) return;
  const runs = await pruneEvents(db, { before: new Date(Date.now() - days * DAY_MS), signal });
  log.info({ runs }, "The events of old runs were removed");
}
