import { fileURLToPath } from "node:url";
import { connectionEnvironment } from "#server/db/connection.ts";
import { logger } from "#server/engine/logger.ts";
import { resendRunsOf } from "#server/engine/sweep.ts";
import type { Readiness } from "#server/http/api-parts.ts";
import { listen } from "./listener.ts";
import { priceFolderNotice } from "./price-folder-notice.ts";
import { openServerDatabase } from "./server-database.ts";
import type { Settings } from "./settings.ts";
import type { Teardown } from "./teardown.ts";
import { runWebProcess } from "./web-process.ts";
import { startWorkerPool, type WorkerPool } from "./worker-pool.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

const log = logger("nonet.workers");

/** The roles `web` and `all`: serves people, and in `all` keeps the worker processes too. */
export async function startServingRole(settings: Settings, teardown: Teardown, died: (error: Error) => void) {
  const listener = await listen(settings.host, settings.port);
  teardown.add("listener", listener.close);
  const connection = await openServerDatabase(settings, teardown, died);
  const publicUrl = settings.publicUrl ?? `http://localhost:${listener.port}`;
  let pool: WorkerPool | undefined;
  const workers = (): Readiness[] => (pool ? [{ name: "workers", ready: pool.alive() > 0 }] : []);
  const web = await runWebProcess({ settings, listener, connection, publicUrl, workers }, teardown);
  if (settings.role === "all") {
    pool = startWorkerPool({
      size: settings.workers,
      entry: MAIN,
      environment: { ...process.env, ...connectionEnvironment(connection) },
      failed: (error) => log.error({ err: error }, "A worker process met an error"),
      async died(workerId, how) {
        log.error({ workerId, how }, "A worker process ended by itself; another takes its place");
        await resendRunsOf(web.db, web.queue, workerId);
      },
    });
    teardown.add("workers", pool.stop);
  }
  const notice = await priceFolderNotice(settings);
  if (notice !== null) console.error(notice);
  announce(publicUrl, web.setupUrl);
}

function announce(publicUrl: string, setupUrl: string | null): void {
  if (setupUrl)
    console.log(`\nNobody has an account yet. Make the first admin here (once, within a day):\n\n  ${setupUrl}\n`);
  console.log(`Nonet is ready at ${publicUrl}`);
}
