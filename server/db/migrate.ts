import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { openClient } from "./client.ts";
import type { ConnectionOptions } from "./connection.ts";

const MIGRATIONS = fileURLToPath(new URL("../../drizzle", import.meta.url));
const LOCK_KEY = 7_206_311;
const DATABASE_MISSING = "3D000";
const ALREADY_CREATED = new Set(["42P04", "23505"]);

/** The server does not let us in, or is not there; the message says where it was sought, and quotes no password. */
export class DatabaseUnreachable extends Error {
  readonly code = "ERR_DATABASE_UNREACHABLE";

  constructor({ host, port, user, database }: ConnectionOptions, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `The Postgres that DATABASE_URL names cannot be used: ${why} (host ${host}, port ${port}, user ${user}, database ${database}).`,
      { cause },
    );
    this.name = "DatabaseUnreachable";
  }
}

/**
 * Brings the database to the schema in drizzle/, creating it first when the server does not have it.
 * Safe to call from several processes at once: one migrates, the others wait and find nothing to do.
 *
 * @throws DatabaseUnreachable
 */
export async function migrateDatabase(options: ConnectionOptions): Promise<void> {
  await ensureDatabase(options);
  // One connection, so that the session holding the lock is the one that migrates.
  const client = openClient(options, { applicationName: "nonet migrate", max: 1 });
  try {
    await client`select pg_advisory_lock(${LOCK_KEY})`;
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function ensureDatabase(options: ConnectionOptions): Promise<void> {
  const client = openClient(options, { max: 1 });
  try {
    await client`select 1`;
  } catch (error) {
    if (!hasCode(error, (code) => code === DATABASE_MISSING)) throw new DatabaseUnreachable(options, error);
    await createDatabase(options);
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function createDatabase(options: ConnectionOptions): Promise<void> {
  const client = openClient({ ...options, database: "postgres" }, { max: 1 });
  try {
    await client`create database ${client(options.database)}`;
  } catch (error) {
    if (!hasCode(error, (code) => ALREADY_CREATED.has(code))) throw error;
  } finally {
    await client.end({ timeout: 5 });
  }
}

function hasCode(error: unknown, matches: (code: string) => boolean): boolean {
  return error instanceof postgres.PostgresError && matches(error.code);
}
