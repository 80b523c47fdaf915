import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import type { ConnectionOptions } from "./connection.ts";
import { oftenPrepared } from "./often-prepared.ts";

/** Reads and writes by drizzle. */
export type Database = PostgresJsDatabase;

/** What `db.transaction` hands to its callback; the same queries as `db`. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** The two clients of a process. */
export type DatabaseClients = {
  /** Raw postgres.js: bulk writes, LISTEN, JSON as JSON, dates as Date. */
  sql: Sql;
  /** drizzle on a client of its own, because drizzle changes its client's parsers (dates arrive as strings). */
  db: Database;
  /** Closes every connection; queries under way get up to five seconds. */
  end(): Promise<void>;
};

export type ClientSettings = {
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Most connections of each of the two clients. */
  max?: number;
  /**
   * Whether drizzle's statements that come often are prepared. Where the same few come thousands of times that is much
   * faster; where filters come in many sizes each is better planned for itself.
   */
  prepares?: boolean;
};

const END_PATIENCE_SECONDS = 5;

/** Opens the database lazily: the first query connects. A transaction left idle for ten seconds is ended by the server. */
export function connect(options: ConnectionOptions, settings: ClientSettings = {}): DatabaseClients {
  const sql = openClient(options, settings);
  const opened = openClient(options, settings);
  const client = settings.prepares ? oftenPrepared(opened) : opened;
  const end = async () => {
    await Promise.all([sql, client].map((each) => each.end({ timeout: END_PATIENCE_SECONDS })));
  };
  return { sql, db: drizzle(client), end };
}

/** One postgres.js client with the settings every connection of ours has. The caller ends it. */
export function openClient(options: ConnectionOptions, settings: ClientSettings = {}): Sql {
  return postgres({
    ...options,
    max: settings.max ?? 10,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: {
      application_name: settings.applicationName ?? "nonet",
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}
