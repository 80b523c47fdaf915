import { execFile } from "node:child_process";
import {
  access,
  chmod,
  constants,
  lchown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Binaries } from "./binaries.ts";
import { diagnose, EmbeddedServerError } from "./server-error.ts";
import { chooseServerUser, type Owner, type ServerUser } from "./server-user.ts";

export const SUPERUSER = "nonet";

export type DataFolder = { dataDir: string; cluster: string; user: ServerUser };

const run = promisify(execFile);
const POSTGRES_MAJOR = "18";

/**
 * Makes `dataDir` ready for a server: writable, owned by the user that will run it, with an initialized cluster of this
 * Postgres version in `dataDir/pgdata`; `initdbOptions` concern a new one. Throws an EmbeddedServerError that says what
 * to do when it cannot.
 */
export async function prepareDataFolder(
  dataDir: string,
  binaries: Binaries,
  initdbOptions: string[] = [],
): Promise<DataFolder> {
  const cluster = join(dataDir, "pgdata");
  await probeWritable(dataDir);
  const existing = await stat(cluster).catch(ignoreMissing);
  const user = await chooseServerUser(existing);
  if (existing) {
    assertOwner(existing, dataDir);
    await assertVersion(cluster);
  } else {
    await initialize(dataDir, cluster, [...user.prefix, binaries.initdb, ...initdbOptions], user.owner).catch(
      (cause: unknown) => {
        throw diagnose(outputOf(cause), dataDir, cause);
      },
    );
  }
  if (existing && user.owner && user.owner.uid !== existing.uid) await changeOwner(cluster, user.owner);
  return { dataDir, cluster, user };
}

async function probeWritable(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, "probe");
    await rm(probe);
  } catch (cause) {
    throw diagnose(`${String(cause)}\n${await refusalAbove(dataDir)}`, dataDir, cause);
  }
}

/** What the nearest folder that is there says to being written: on a read-only disk Node calls the new one missing. */
async function refusalAbove(folder: string): Promise<string> {
  const parent = dirname(folder);
  const refusal = await access(parent, constants.W_OK).then(() => "", String);
  return refusal.includes("ENOENT") && parent !== folder ? refusalAbove(parent) : refusal;
}

function assertOwner({ uid }: Owner, dataDir: string): void {
  const current = process.getuid?.();
  if (current === undefined || current === 0 || current === uid) return;
  const message = `The data in ${dataDir} belong to another user (uid ${uid}). Start Nonet as that user, or set NONET_DATA_DIR to another folder.`;
  throw new EmbeddedServerError("ERR_DATA_FOLDER_OWNER", message);
}

async function assertVersion(cluster: string): Promise<void> {
  const version = (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
  if (version === POSTGRES_MAJOR) return;
  const message = `The data in ${cluster} were written by Postgres ${version}, this is Postgres ${POSTGRES_MAJOR}. Export them with the version that wrote them, or set NONET_DATA_DIR to a new folder.`;
  throw new EmbeddedServerError("ERR_DATA_FOLDER_VERSION", message);
}

/** Initializes beside the final place and renames, so that a start killed in the middle leaves no half-made cluster. */
async function initialize(dataDir: string, cluster: string, initdb: string[], owner?: Owner): Promise<void> {
  const leftovers = (await readdir(dataDir)).filter((name) => name.startsWith("initdb-"));
  await Promise.all(leftovers.map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
  const fresh = await mkdtemp(join(dataDir, "initdb-"));
  if (owner) await lchown(fresh, owner.uid, owner.gid);
  const [command = "", ...args] = [...initdb, `--pgdata=${fresh}`, ...INITDB_OPTIONS];
  try {
    await run(command, args, { env: { ...process.env, LC_ALL: "C", TZ: "UTC" } });
    await chmod(fresh, 0o700);
    await rename(fresh, cluster);
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true });
    throw cause;
  }
}

// The builtin provider sorts text alike on every machine; the socket's folder is private, so local trust is enough.
const INITDB_OPTIONS = [
  `--username=${SUPERUSER}`,
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--auth-local=trust",
  "--auth-host=reject",
  "--no-instructions",
  "--data-checksums",
];

async function changeOwner(folder: string, { uid, gid }: Owner): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  await Promise.all([folder, ...entries.map((entry) => join(folder, entry))].map((path) => lchown(path, uid, gid)));
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function outputOf(cause: unknown): string {
  const stderr = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : "";
  return `${stderr}\n${String(cause)}`.trim();
}
