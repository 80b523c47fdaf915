import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { required } from "#lib/assert.ts";

const ROOT = new URL("../..", import.meta.url).pathname;

/** Where test data lies; the product is given its prices as an operator would give their own. */
const TEST_DATA = process.env.NONET_TEST_DATA ?? join(decodeURIComponent(ROOT), "../shared/data");

/**
 * Starts the built product as `npm start` does, on a port and a data folder of its own, for all specs. They find it
 * through NONET_URL, its first set-up link through NONET_SETUP_URL and its process through NONET_PID.
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "nonet-e2e-"));
  const product = spawn(process.execPath, ["server/main.ts"], {
    cwd: decodeURIComponent(ROOT),
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      NONET_DATA_DIR: dataDir,
      NONET_PRICES_DIR: join(TEST_DATA, "market"),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.env.NONET_PID = String(product.pid);
  await readAddresses(product);
  return async () => {
    const exited = once(product, "exit");
    product.kill("SIGTERM");
    const [code] = await exited;
    rmSync(dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the product ended with exit code ${code}`);
  };
}

/** Reads what the product prints until it is ready. */
async function readAddresses(product: ChildProcess): Promise<void> {
  const gone = once(product, "exit").then(([code]) => {
    throw new Error(`the product ended with exit code ${code} before it was ready`);
  });
  const ready = (async () => {
    for await (const line of createInterface({ input: required(product.stdout, "the product's output") })) {
      const setup = line.match(/\S+\/setup\?token=\S+/);
      if (setup) process.env.NONET_SETUP_URL = setup[0];
      const at = line.match(/^Nonet is ready at (\S+)/);
      if (at?.[1]) {
        process.env.NONET_URL = at[1];
        return;
      }
    }
    throw new Error("the product closed its output before it was ready");
  })();
  await Promise.race([ready, gone]);
  gone.catch(() => undefined);
  product.stdout?.resume();
}
