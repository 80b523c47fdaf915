import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PLAN } from "#lib/run/plan.ts";
import { connectionEnvironment } from "#server/db/connection.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { type ServerProcess, startServerProcess } from "#tests/fixtures/server-process.ts";
import { importForm, json } from "#tests/fixtures/test-api.ts";
import { printedClient } from "./protocol-document.ts";

const PACKAGES = resolve(import.meta.dirname, "../../node_modules");
const account = { name: "Root", email: "root@example.com", password: "correct horse" };

let database: TestDatabase;
let server: ServerProcess;
let folder: string;
let headers: { cookie: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nonet-client-"));
  await symlink(PACKAGES, join(folder, "node_modules"));
  await writeFile(join(folder, "watch-run.mjs"), printedClient());
  database = await createTestDatabase();
  server = await startServerProcess(connectionEnvironment(database.connection));
  const made = json("POST", { ...account, token: server.setupToken });
  const response = await fetch(`${server.url}/api/v1/access-links/redeem`, made);
  headers = { cookie: response.headers.get("set-cookie")!.split(";")[0]! };
});
afterAll(async () => {
  await server.end("SIGTERM");
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the client as the document says; `first` is its first line, `ended` all of them and its exit code. */
function runClient(runId: string) {
  const { PATH } = process.env;
  const settings = { NONET_URL: server.url, NONET_EMAIL: account.email, NONET_PASSWORD: account.password };
  const env = { PATH, ...settings } as unknown as NodeJS.ProcessEnv;
  const client = spawn(process.execPath, [join(folder, "watch-run.mjs"), runId], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const output = createInterface({ input: client.stdout }).on("line", (line) => void lines.push(line));
  const ended = once(client, "close").then(([code]) => ({ code, lines }));
  return { first: once(output, "line"), ended };
}

it("[LIVE1] the client printed in docs/protocol.md prints a run's phases to the end", {
  timeout: 120_000,
}, async () => {
  const workers = server.descendants();
  // What is started waits until the client watches.
  for (const pid of workers) process.kill(pid, "SIGSTOP");
  const made = await fetch(`${server.url}/api/v1/portfolios`, { method: "POST", body: importForm(), headers });
  const { run } = await made.json();
  const live = runClient(run.id);
  await Promise.race([live.first, live.ended]);
  for (const pid of workers) process.kill(pid, "SIGCONT");

  const { code, lines } = await live.ended;
  expect(code).toBe(0);
  expect(lines.slice(0, PLAN.length)).toEqual(PLAN.map(({ id }) => `${id} pending 0/null`));
  const after = lines.slice(PLAN.length);
  for (const { id } of PLAN) {
    const own = after.filter((line) => line.startsWith(`${id} `));
    expect(own.length).toBeGreaterThan(1);
    expect(own.at(-1)).toMatch(new RegExp(`^${id} completed: .`));
  }
  expect(after.at(-1)).toBe("run completed");

  // Of a run that has ended it says so at once.
  const late = await runClient(run.id).ended;
  expect([late.code, late.lines.length, late.lines.at(-1)]).toEqual([0, PLAN.length + 1, "run completed"]);
});

it("[LIVE2] tells of a run that is not there", async () => {
  const unknown = await runClient("6f9619ff-8b86-4011-b42d-00c04fc964ff").ended;
  expect(unknown.lines).toEqual(["run This run does not exist, or is not yours."]);
});
