import { createHash } from "node:crypto";
import { chmod, lchown, lstat, mkdir, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Owner } from "./server-user.ts";

/** A unix socket's path is cut at 104 bytes on macOS and 108 on Linux; Postgres appends `/.s.PGSQL.5432.lock`. */
const LONGEST_FOLDER = 80;

/**
 * A private folder with a short path for the server's socket, the same for the same data folder at each start, so that
 * clients reconnect after a restart. A folder of that name which someone else made is not used.
 */
export async function makeSocketFolder(dataDir: string, owner: Owner | undefined): Promise<string> {
  const parent = [tmpdir(), "/tmp"].find((folder) => Buffer.byteLength(folder) <= LONGEST_FOLDER - 25) ?? "/tmp";
  const digest = createHash("sha256")
    .update(await realpath(dataDir))
    .digest("hex")
    .slice(0, 12);
  const folder = join(parent, `nonet-${digest}`);
  await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting);
  const found = await lstat(folder);
  const current = process.getuid?.() ?? found.uid;
  const ours = found.isDirectory() && (found.uid === current || found.uid === owner?.uid);
  const usable = ours ? folder : await mkdtemp(join(parent, "nonet-"));
  await chmod(usable, 0o700);
  if (owner) await lchown(usable, owner.uid, owner.gid);
  return usable;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
