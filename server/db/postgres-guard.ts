import { registerHooks } from "node:module";

/** The file of postgres.js that is repaired as it is loaded; right for 3.4.9. */
const CONNECTION = "/node_modules/postgres/src/connection.js";

/**
 * What goes wrong there when a connection closes within a transaction, as it does when Postgres restarts. A release
 * that has these (porsager/postgres #1154 and #1208) makes this file needless. Import it before all that imports postgres.
 */
const REPAIRS = [
  {
    // The next statement, the transaction's own rollback at the least, was written to a socket that is gone: a TypeError
    // thrown from a timer, which ends the process. True, because nothing is under way on this connection.
    from: "    if (stream)\n      return queryError(q, Errors.generic('COPY_IN_PROGRESS'",
    to: "    if (socket === null)\n      return queryError(q, Errors.connection('CONNECTION_CLOSED', options, socket)), true\n\n$&",
  },
  {
    // What was about to be written was the first thing the next connection sent, or kept it from sending anything.
    from: "    socket = null\n\n    if (initial)",
    to: "    chunk = nextWriteTimer = null\n$&",
  },
  {
    // A statement made after the error and before the close was never answered, and all after it on the next connection;
    // the old error was the answer to the first of them.
    from: "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
    to: "    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    query = results = errorResponse = null\n    result = new Result()\n",
  },
];

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(CONNECTION)) return loaded;
    return { ...loaded, source: REPAIRS.reduce(repaired, textOf(loaded.source)) };
  },
});

function repaired(source: string, { from, to }: (typeof REPAIRS)[number]): string {
  if (source.split(from).length !== 2)
    throw new Error("postgres.js has changed: is server/db/postgres-guard.ts needed?");
  return source.replace(from, to);
}

function textOf(source: unknown): string {
  return typeof source === "string" ? source : Buffer.from(source as Uint8Array).toString();
}
