import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectionEnvironment } from "#server/db/connection.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { allGone, failingServer, type ServerProcess, startServerProcess } from "#tests/fixtures/server-process.ts";
import { importForm, json } from "#tests/fixtures/test-api.ts";

let server: ServerProcess | undefined;

afterEach(async () => {
  if (server?.child.exitCode === null && server.child.signalCode === null) await server.end("SIGKILL");
  server = undefined;
});

async function signUp({ url, setupToken }: ServerProcess): Promise<string> {
  const account = { token: setupToken, name: "Root", email: "root@example.com", password: "correct horse" };
  const response = await fetch(`${url}/api/v1/access-links/redeem`, json("POST", account));
  expect(response.status).toBe(201);
  return response.headers.get("set-cookie")!.split(";")[0]!;
}

describe("a server on a database of its operator's", { timeout: 120_000 }, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  it("makes its first admin, runs a portfolio in a worker, shows it live, and ends leaving nothing behind", async () => {
    server = await startServerProcess(connectionEnvironment(database.connection));
    const { url } = server;
    const headers = { cookie: await signUp(server) };
    const parts = ["database", "queue", "listener", "workers"].map((name) => ({ name, ready: true }));
    await expect.poll(async () => (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true, parts });
    const made = await fetch(`${url}/api/v1/portfolios`, { method: "POST", body: importForm(), headers });
    expect(made.status).toBe(201);
    const { run } = await made.json();

    const socket = io(url, { transports: ["websocket"], extraHeaders: headers });
    const ended = new Promise<{ status: string }>((resolve) => void socket.on("run-complete", resolve));
    const answer = await socket.emitWithAck("watch", { runId: run.id, afterSeq: 0 });
    expect(answer.ok).toBe(true);
    const missed = answer.value.events.find((event: { type: string }) => event.type === "run-complete");
    expect((missed ?? (await ended)).status).toBe("completed");

    const children = server.descendants();
    expect(children).toHaveLength(1);
    const reopened = new Promise<string>((resolve) => void socket.on("disconnect", resolve));
    expect(await server.end("SIGTERM")).toMatchObject({ code: 0, signal: null });
    expect(await reopened).toMatch(/transport|server/);
    socket.disconnect();
    await allGone(children);
  });

  it("[RUN7] replaces a worker that dies, and prints no set-up link once there is a user", async () => {
    server = await startServerProcess(connectionEnvironment(database.connection));
    expect(server.setupToken).toBeNull();
    await expect.poll(() => server!.descendants().length).toBe(1);
    const [worker] = server.descendants();
    process.kill(worker!, "SIGKILL");
    await expect.poll(() => server!.descendants().filter((pid) => pid !== worker).length, { timeout: 20_000 }).toBe(1);
    // Twice within a moment, as from the terminal and from npm.
    server.child.kill("SIGINT");
    expect(await server.end("SIGINT")).toMatchObject({ code: 0, signal: null });
  });

  it("does not outlive a parent that is killed", async () => {
    server = await startServerProcess(connectionEnvironment(database.connection));
    await expect.poll(() => server!.descendants().length).toBe(1);
    const children = server.descendants();
    await server.end("SIGKILL");
    await allGone(children);
  });
});

describe("a server on its own", { timeout: 120_000 }, () => {
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "nonet main "));
  });
  afterAll(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  it("brings its database, starts again after a kill, and keeps what was stored", async () => {
    server = await startServerProcess({ NONET_DATA_DIR: dataDir });
    await signUp(server);
    const processes = server.descendants();
    await server.end("SIGKILL");
    await allGone(processes);
    server = await startServerProcess({ NONET_DATA_DIR: dataDir });
    expect(server.setupToken).toBeNull();
    const again = server.descendants();
    expect(await server.end("SIGTERM")).toMatchObject({ code: 0 });
    await allGone(again);
  });

  it("says which port is taken, by which variable to change it, and touches nothing", async () => {
    server = await startServerProcess({ NONET_DATA_DIR: dataDir });
    const { port } = new URL(server.url);
    const { code, output } = await failingServer({ NONET_DATA_DIR: join(dataDir, "other"), PORT: port });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is in use`);
    expect(output).toContain(`PORT=${Number(port) + 1} npm start`);
    expect(output).not.toMatch(/\n\s+at /);
    expect(await server.end("SIGHUP")).toMatchObject({ code: 0 });
  });

  it.each([
    [{ NONET_ROLE: "web" }, "DATABASE_URL"],
    [{ NONET_ROLE: "boss" }, "NONET_ROLE"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ DATABASE_URL: "postgres://u:secret@127.0.0.1:1/x" }, "port 1, user u"],
  ])("explains %o", async (environment, named) => {
    const { code, output } = await failingServer({ PORT: "0", ...environment });
    expect(code).toBe(1);
    expect(output).toContain(named);
    expect(output).not.toMatch(/\n\s+at |secret/);
  });
});
