import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { required } from "#lib/assert.ts";
import { connectionEnvironment } from "#server/db/connection.ts";
import { startEmbeddedServer } from "#server/db/embedded-server.ts";
import { startProviderStubs } from "./provider-stubs.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PRICES = resolve(ROOT, process.env.NONET_TEST_DATA ?? "../shared/data", "market");

/**
 * Starts the built product for all specs, on a port and a database of its own that the specs can reach too. They find
 * it through NONET_URL, its set-up link through NONET_SETUP_URL, its process through NONET_PID and its database through
 * DATABASE_URL. The live providers it asks are stubs, with faults on demand (`withFault`).
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "nonet-e2e-"));
  const postgres = await startEmbeddedServer({ dataDir, log: () => undefined, settings: { fsync: "off" } });
  const stubs = await startProviderStubs();
  Object.assign(process.env, connectionEnvironment(postgres.connection), stubs.environment);
  const product = spawn(process.execPath, ["server/main.ts"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", PORT: "0", NONET_PRICES_DIR: PRICES },
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.env.NONET_PID = String(product.pid);
  await readAddresses(product);
  return async () => {
    const exited = once(product, "exit");
    product.kill("SIGTERM");
    const [code] = await exited;
    await stubs.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the product ended with exit code ${code}`);
  };
}

/** Reads what the product prints until it is ready. */
async function readAddresses(product: ChildProcess): Promise<void> {
  const output = required(product.stdout, "the product's output");
  for await (const line of createInterface({ input: output })) {
    const setup = line.match(/\S+\/setup\?token=\S+/);
    if (setup) process.env.NONET_SETUP_URL = setup[0];
    const ready = line.match(/^Nonet is ready at (\S+)/);
    if (!ready?.[1]) continue;
    process.env.NONET_URL = ready[1];
    output.resume();
    return;
  }
  throw new Error("the product ended before it was ready; its errors stand above");
}
