import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openClient } from "./client.ts";
import type { ConnectionOptions } from "./connection.ts";
import { type EmbeddedServer, startEmbeddedServer } from "./embedded-server.ts";

let root: string;
const servers: EmbeddedServer[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "nonet-embedded-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function start(dataDir: string): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataDir, log: () => undefined, settings: { fsync: "off" } });
  servers.push(server);
  return server;
}

async function startInChild(dataDir: string): Promise<{ child: ChildProcess; connection: ConnectionOptions }> {
  const child = fork(join(import.meta.dirname, "../../tests/fixtures/embedded-server-process.ts"), [dataDir]);
  children.push(child);
  const [connection] = await once(child, "message");
  return { child, connection };
}

async function query(connection: ConnectionOptions, statement: string): Promise<unknown> {
  const client = openClient({ ...connection, database: "postgres" }, { max: 1 });
  const rows = await client.unsafe(statement).finally(() => client.end());
  return rows[0]?.value;
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, "pgdata/postmaster.pid"), "utf8")).split("\n")[0]);
}

describe("startEmbeddedServer", () => {
  test("keeps what was written over a stop and a start, and leaves no lock behind", async () => {
    const first = await start(root);
    await query(first.connection, "create table kept as select 42 as value");
    await first.stop();
    expect(await first.exited).toBeUndefined();
    await expect(postmasterPid(root)).rejects.toMatchObject({ code: "ENOENT" });
    const second = await start(root);
    expect(second.connection).toEqual(first.connection);
    expect(await query(second.connection, "select value from kept")).toBe(42);
  });

  test("the parent is killed: the server goes too, and the next start has all that was committed", async () => {
    const { child, connection } = await startInChild(root);
    await query(connection, "create table kept as select 42 as value");
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    const next = await start(root);
    expect(await query(next.connection, "select value from kept")).toBe(42);
  });

  test("killed together with its parent, the server recovers", async () => {
    const { child, connection } = await startInChild(root);
    await query(connection, "create table kept as select 42 as value");
    process.kill(await postmasterPid(root), "SIGKILL");
    child.kill("SIGKILL");
    const next = await start(root);
    expect(await query(next.connection, "select value from kept")).toBe(42);
  });

  test("a server that dies by itself is reported, and a new one answers at the same address", async () => {
    const first = await start(root);
    process.kill(await postmasterPid(root), "SIGQUIT");
    expect(await first.exited).toMatchObject({ code: "ERR_POSTGRES_FAILED" });
    const second = await start(root);
    expect(second.connection).toEqual(first.connection);
    expect(await query(second.connection, "select 1 as value")).toBe(1);
  });

  test("a second Nonet on the same folder is refused while the first goes on", async () => {
    const first = await start(root);
    await expect(start(root)).rejects.toMatchObject({ code: "ERR_DATA_FOLDER_IN_USE" });
    expect(await query(first.connection, "select 1 as value")).toBe(1);
  });

  test("a lock whose process id now belongs to another program is removed", async ({ skip }) => {
    if (process.platform !== "linux") skip();
    const first = await start(root);
    const lock = join(root, "pgdata/postmaster.pid");
    const [, ...rest] = (await readFile(lock, "utf8")).split("\n");
    process.kill(await postmasterPid(root), "SIGKILL");
    await first.exited;
    await writeFile(lock, [process.pid, ...rest].join("\n"));
    const second = await start(root);
    expect(await query(second.connection, "select 1 as value")).toBe(1);
  });

  test("a cluster left half-made by a killed start is made again", async () => {
    await mkdir(join(root, "initdb-gone/base"), { recursive: true });
    const server = await start(root);
    expect(await query(server.connection, "select 1 as value")).toBe(1);
  });

  test("works from a folder whose path is longer than a socket's may be, with spaces in it", async () => {
    const deep = join(root, ...Array.from({ length: 12 }, (_, level) => `a folder called ${level}`));
    const server = await start(deep);
    expect(Buffer.byteLength(deep)).toBeGreaterThan(200);
    expect(await query(server.connection, "select 1 as value")).toBe(1);
  });

  test("[F10] a folder that cannot be written is named", async () => {
    const asRoot = process.getuid?.() === 0;
    const folder = asRoot ? "/sys/nonet" : join(root, "locked");
    if (!asRoot) {
      await mkdir(folder);
      await chmod(folder, 0o500);
    }
    const refusal = expect.objectContaining({
      code: "ERR_DATA_FOLDER_READ_ONLY",
      message: expect.stringContaining(`${folder} cannot be written`),
    });
    await expect(start(folder)).rejects.toEqual(refusal);
  });

  test("data of another Postgres version are refused and left alone", async () => {
    const first = await start(root);
    await first.stop();
    await writeFile(join(root, "pgdata/PG_VERSION"), "17\n");
    await expect(start(root)).rejects.toMatchObject({ code: "ERR_DATA_FOLDER_VERSION" });
  });
});
