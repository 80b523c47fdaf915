/**
 * A direction in which imports may not go. `from`, `only` and `never` name folders, files or packages; each also stands
 * for what is below it. With `only` everything else is forbidden, with `never` these are.
 */
export type LayerRule = {
  from: string;
  except?: readonly string[];
  only?: readonly string[];
  never?: readonly string[];
  instead: string;
};

const SOCKETS_AND_HTTP = ["hono", "@hono", "socket.io", "next", "server/http", "server/live"];

export const LAYER_RULES: readonly LayerRule[] = [
  {
    from: "lib/analytics",
    only: ["lib/analytics", "lib/assert.ts", "ml-matrix", "ml-hclust", "simple-statistics"],
    instead: "pass what the formula needs as an argument, so that it gives the same number anywhere",
  },
  {
    from: "lib/run",
    only: ["lib/run", "lib/assert.ts", "zod/mini"],
    instead: "keep the contract and its fold free of everything else; format or store where they are used",
  },
  {
    from: "lib",
    never: ["app", "components", "server", "scripts", "drizzle-orm", "postgres", "node:"],
    instead: "lib runs in the browser too: move what both sides need into lib and pass in the rest",
  },
  {
    from: "components",
    never: ["app", "server", "scripts", "drizzle-orm", "postgres", "node:"],
    instead: "take it as a prop; the page reads it through server/queries (types it shares belong in lib)",
  },
  {
    from: "app",
    only: ["app", "components", "lib", "server/queries", "server/auth", "next", "react", "react-dom", "geist"],
    instead:
      "read through server/queries, show with components; the server's state does not exist in the pages' modules",
  },
  {
    from: "server/queries",
    never: ["server/engine", "server/live", "server/phases", "server/http", "server/main.ts"],
    instead: "read what you need from the tables in server/db/schema",
  },
  {
    from: "server/auth",
    never: ["server/engine", "server/live", "server/phases", "server/http", "server/main.ts"],
    instead: "auth is loaded by the pages too: let the composition root hand over what it needs",
  },
  {
    from: "server/engine",
    never: ["server/phases", "server/market", "server/auth", "server/main.ts", ...SOCKETS_AND_HTTP],
    instead: "let the composition root (server/main.ts) hand it to createEngine",
  },
  {
    from: "server/phases",
    never: ["server/auth", "server/queries", "server/main.ts", ...SOCKETS_AND_HTTP],
    instead: "use the ports of the context (server/phases/ports.ts)",
  },
  {
    from: "server/market",
    never: ["server/engine", "server/phases", "server/auth", "server/queries", "server/main.ts", ...SOCKETS_AND_HTTP],
    instead: "answer the question of the price source and leave the storing and showing to its callers",
  },
  {
    from: "server/db",
    never: ["server/auth", "server/engine", "server/market", "server/phases", "server/queries", ...SOCKETS_AND_HTTP],
    instead: "keep the database below everything else",
  },
  {
    from: "server",
    never: ["app", "components", "lib/run-store", "react", "react-dom", "scripts"],
    instead: "move what both sides need into lib",
  },
];

/** Files that Next finds by name and whose default export it takes. */
export const DEFAULT_EXPORT_FILES =
  /^(app\/(.*\/)?(page|layout|template|loading|error|global-error|not-found|default|robots|sitemap|manifest|(opengraph|twitter)-image|icon|apple-icon)\.tsx?|[^/]+\.config\.ts|proxy\.ts)$/;

export const TEST_FILES = /(^tests\/|\.(test|spec)\.tsx?$)/;

export const MOST_LINES = 400;
