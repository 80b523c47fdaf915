import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { ConnectionOptions } from "./connection.ts";
import { type Binaries, findBinaries } from "./embedded/binaries.ts";
import { type DataFolder, prepareDataFolder, SUPERUSER } from "./embedded/data-folder.ts";
import { diagnose, EmbeddedServerError } from "./embedded/server-error.ts";
import { makeSocketFolder } from "./embedded/socket-folder.ts";

export type EmbeddedServer = {
  connection: ConnectionOptions;
  /** Ends the server, whoever is still connected, and resolves when it is gone. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when the server is gone: with undefined after `stop`, with an error when it died by itself. */
  exited: Promise<EmbeddedServerError | undefined>;
};

export type EmbeddedServerOptions = {
  dataDir: string;
  /** Receives each line that Postgres logs. */
  log: (line: string) => void;
  /** Server settings beside or instead of the defaults, e.g. `{ fsync: "off" }` for a throw-away cluster. */
  settings?: Record<string, string>;
};

type ServerProcess = ChildProcessByStdio<Writable, null, Readable>;
type Launched = { server: ServerProcess } | { failure: EmbeddedServerError };

const PORT = 5432;
const LOCK_PATIENCE_MS = 5_000;
const STOP_PATIENCE_MS = 20_000;

/**
 * Runs Postgres on `dataDir` until `stop` or until this process is gone, however it ends: the server's standard input
 * is a pipe that only this process holds, and a watcher beside the server stops it when that pipe closes.
 * It listens on a unix socket in a private folder only. Throws an EmbeddedServerError when it cannot run.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const binaries = await findBinaries();
  const folder = await prepareDataFolder(dataDir, binaries, options.settings?.fsync === "off" ? ["--no-sync"] : []);
  const socketFolder = await makeSocketFolder(dataDir, folder.user.owner);
  const server = await launchPatiently(
    folder,
    commandLine(folder, binaries, socketFolder, options.settings),
    options.log,
  );
  let stopping = false;
  const exited = whenExited(server, dataDir, () => stopping);
  const stop = async () => {
    stopping = true;
    await stopServer(server, exited);
    await rm(socketFolder, { recursive: true, force: true });
  };
  return { connection: { host: socketFolder, port: PORT, user: SUPERUSER, database: "nonet" }, stop, exited };
}

function commandLine(folder: DataFolder, binaries: Binaries, socketFolder: string, settings = {}): string[] {
  const merged = {
    listen_addresses: "",
    unix_socket_directories: socketFolder,
    port: String(PORT),
    max_connections: "200",
    jit: "off",
    lc_messages: "C",
    log_timezone: "UTC",
    timezone: "UTC",
    ...settings,
  };
  const flags = Object.entries(merged).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return [
    ...folder.user.prefix,
    "/bin/sh",
    "-c",
    DEAD_MAN_SCRIPT,
    "nonet",
    binaries.postgres,
    "-D",
    folder.cluster,
    ...flags,
  ];
}

// $$ is the shell's own process, which the last line turns into the server. The watcher is started through a subshell
// so that it is no child of the server, and SIGINT is what Postgres calls a fast shutdown.
const DEAD_MAN_SCRIPT = `
exec 3<&0 </dev/null
( { cat <&3; kill -INT $$; } >/dev/null 2>&1 & )
exec 3<&-
exec "$@"
`;

/** After a kill the previous server needs a moment to leave; its lock file is waited for, or removed when it is stale. */
async function launchPatiently(
  folder: DataFolder,
  command: string[],
  log: (line: string) => void,
): Promise<ServerProcess> {
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    const launched = await launch(folder, command, log);
    if ("server" in launched) return launched.server;
    if (launched.failure.code !== "ERR_DATA_FOLDER_IN_USE") throw launched.failure;
    const holder = await readLock(folder.cluster);
    if (Date.now() > deadline && !holder.stopping) throw launched.failure;
    if (holder.stale) await rm(holder.path, { force: true });
    else await delay(100);
  }
}

async function launch(folder: DataFolder, command: string[], log: (line: string) => void): Promise<Launched> {
  const [program = "", ...args] = command;
  // Its own session: the terminal's Ctrl-C reaches every process of ours, and the database has to go last.
  const server = spawn(program, args, { detached: true, stdio: ["pipe", "ignore", "pipe"] });
  // The pipe breaks when the server dies first; its exit is what is reported.
  server.stdin.on("error", (error) => log(`embedded Postgres: ${error.message}`));
  const lines: string[] = [];
  const ready = new Promise<Launched>((resolveReady) => {
    createInterface({ input: server.stderr }).on("line", (line) => {
      log(line);
      lines.push(line);
      lines.splice(0, lines.length - 20);
      if (line.includes("ready to accept connections")) resolveReady({ server });
    });
  });
  const failed = once(server, "close").then(
    () => ({ failure: diagnose(lines.join("\n"), folder.dataDir) }),
    (error: unknown) => ({ failure: diagnose(String(error), folder.dataDir, error) }),
  );
  const launched = await Promise.race([ready, failed]);
  if ("failure" in launched) server.stdin.destroy();
  return launched;
}

type LockHolder = { path: string; stale: boolean; stopping: boolean };

/** Reads postmaster.pid: line 1 is the process, line 8 its state. A process that is no Postgres was given a reused id. */
async function readLock(cluster: string): Promise<LockHolder> {
  const path = `${cluster}/postmaster.pid`;
  const lines = (await readFile(path, "utf8").catch(() => "")).split("\n");
  const name = await readFile(`/proc/${lines[0]}/comm`, "utf8").catch(() => undefined);
  const stale = name !== undefined && name.trim() !== "postgres";
  return { path, stale, stopping: lines[7]?.trim() === "stopping" };
}

async function whenExited(server: ServerProcess, dataDir: string, stopping: () => boolean) {
  const [code, signal] = await once(server, "exit");
  server.stdin.destroy();
  if (stopping()) return undefined;
  const message = `The embedded Postgres in ${dataDir} ended by itself (${signal ?? `exit code ${code}`}).`;
  return new EmbeddedServerError("ERR_POSTGRES_FAILED", message);
}

async function stopServer(server: ServerProcess, exited: Promise<unknown>): Promise<void> {
  server.stdin.end();
  const patience = new AbortController();
  const impatient = delay(STOP_PATIENCE_MS, "late", { signal: patience.signal }).catch(() => "stopped");
  if ((await Promise.race([exited, impatient])) === "late") server.kill("SIGQUIT");
  await exited;
  patience.abort();
}
