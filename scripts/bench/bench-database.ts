import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { connect, type Database } from "#server/db/client.ts";
import type { ConnectionOptions } from "#server/db/connection.ts";
import { startEmbeddedServer } from "#server/db/embedded-server.ts";
import { migrateDatabase } from "#server/db/migrate.ts";
import { createTeardown } from "#server/process/teardown.ts";

export interface BenchDatabase {
  readonly connection: ConnectionOptions;
  readonly db: Database;
  /** The connection of a user of this name, made here, so that its statements can be told from all others. */
  userNamed(name: string): Promise<ConnectionOptions>;
  /** Closes what was opened here, `addedLater` first. */
  close(): Promise<void>;
  addedLater(name: string, close: () => Promise<unknown>): void;
}

const SETTINGS = {
  max_connections: "100",
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.track_utility": "off",
};

/** An embedded Postgres of its own, migrated, that counts statements. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const teardown = createTeardown();
  try {
    const dataDir = await mkdtemp(join(tmpdir(), "nonet-bench-"));
    teardown.add("data folder", () => rm(dataDir, { recursive: true, force: true }));
    const server = await startEmbeddedServer({ dataDir, log: () => undefined, settings: SETTINGS });
    teardown.add("Postgres", server.stop);
    const { connection } = server;
    await migrateDatabase(connection);
    const { db, end } = connect(connection, { applicationName: "nonet bench" });
    teardown.add("database", end);
    await db.execute(sql`create extension pg_stat_statements`);
    return {
      ...{ connection, db, close: teardown.run, addedLater: teardown.add },
      async userNamed(name) {
        await db.execute(sql.raw(`create role ${name} superuser login`));
        return { ...connection, user: name };
      },
    };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}
