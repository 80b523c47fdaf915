import { type ConnectionOptions, connectionFromEnvironment } from "#server/db/connection.ts";
import { startEmbeddedServer } from "#server/db/embedded-server.ts";
import { migrateDatabase } from "#server/db/migrate.ts";
import { logger } from "#server/engine/logger.ts";
import { SettingError, type Settings } from "./settings.ts";
import type { Teardown } from "./teardown.ts";

const log = logger("nonet.postgres");

/** Each worker process takes up to 25 connections. */
const EMBEDDED = { max_connections: "400" };

/**
 * The database of this process, migrated: DATABASE_URL's, else the embedded one, which only role `all` can have.
 * `died` is told when the embedded one ends by itself.
 */
export async function openServerDatabase(
  settings: Settings,
  teardown: Teardown,
  died: (error: Error) => void,
): Promise<ConnectionOptions> {
  const given = connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL });
  const connection = given ?? (await startEmbedded(settings, teardown, died));
  // A child finds the schema made by its parent; of processes started apart, any may be the first.
  if (process.env.NONET_WORKER_ID === undefined) await migrateDatabase(connection);
  return connection;
}

async function startEmbedded(settings: Settings, teardown: Teardown, died: (error: Error) => void) {
  if (settings.role !== "all") {
    throw new SettingError("DATABASE_URL", "", `set for the role ${settings.role}: its processes share one Postgres`);
  }
  const server = await startEmbeddedServer({
    dataDir: settings.dataDir,
    log: (line) => log.info(line),
    settings: EMBEDDED,
  });
  teardown.add("embedded Postgres", server.stop);
  void server.exited.then((error) => error && died(error));
  return server.connection;
}
