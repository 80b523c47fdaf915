import type { Database } from "#server/db/client.ts";

const PLACE = Symbol.for("nonet.database");

/** Next bundles its pages apart from the server, so the open database reaches them through the global object. */
export function handDatabaseToPages(database: Database): void {
  Reflect.set(globalThis, PLACE, database);
}

/** The server's database, for pages. @throws when the page is not served by Nonet's own server. */
export function pageDatabase(): Database {
  const database: unknown = Reflect.get(globalThis, PLACE);
  if (!database) throw new Error("The database has not been handed over: pages are served by server/main.ts only");
  return database as Database;
}
