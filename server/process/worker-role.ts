import { randomUUID } from "node:crypto";
import { connect, type Database, openClient } from "#server/db/client.ts";
import { logger } from "#server/engine/logger.ts";
import { createNotifier } from "#server/engine/notifier.ts";
import { pruneEvents } from "#server/engine/prune-events.ts";
import { openQueue } from "#server/engine/queue.ts";
import { startWorker } from "#server/engine/worker.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { createPrepare } from "#server/phases/prepare-run.ts";
import { registry } from "#server/phases/registry.ts";
import { priceFolderNotice } from "./price-folder-notice.ts";
import { openServerDatabase } from "./server-database.ts";
import type { Settings } from "./settings.ts";
import type { Teardown } from "./teardown.ts";

const DAY_MS = 86_400_000;

const log = logger("nonet.worker");

/** The role `worker`: works on runs until torn down. A parent names its children, to know whose runs a dead one held. */
export async function startWorkerRole(settings: Settings, teardown: Teardown, died: (error: Error) => void) {
  const connection = await openServerDatabase(settings, teardown, died);
  // A child's parent has said so already.
  const notice = process.env.NONET_WORKER_ID === undefined ? await priceFolderNotice(settings) : null;
  if (notice !== null) console.error(notice);
  const now = () => new Date();
  const { db, end } = connect(connection, { applicationName: "nonet worker" });
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
    sources: createPriceSources({ pricesDir: settings.pricesDir, clock: now }),
    now,
  });
  const worker = await startWorker({
    ...{ db, queue, phases: registry },
    prepare: ({ runId }) => prepare(runId),
    workerId: process.env.NONET_WORKER_ID ?? randomUUID(),
    onCommitted: notifier.notify,
  });
  teardown.add("worker", worker.stop);
  await queue.nightly("prune-events", (signal) => pruneOldEvents(db, settings.eventDays, signal));
}

async function pruneOldEvents(db: Database, days: number, signal: AbortSignal): Promise<void> {
  if (days === 0) return;
  const runs = await pruneEvents(db, { before: new Date(Date.now() - days * DAY_MS), signal });
  log.info({ runs }, "The events of old runs were removed");
}
