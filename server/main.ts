import "./db/postgres-guard.ts";
import { enableCompileCache } from "node:module";
import { readSettings, type Settings } from "./process/settings.ts";
import { explained } from "./process/start-failure.ts";
import { ignoreTerminal, onStopSignals } from "./process/stop-signals.ts";
import { createTeardown } from "./process/teardown.ts";

/** A worker whose parent has died may have lost its database with it: it does not wait for that. */
const ORPHAN_PATIENCE_MS = 5_000;

// A worker that takes a dead one's place has to start quickly: what one process compiled the next one need not.
enableCompileCache();

// React, Next and the auth library read it as they are loaded.
if (!process.env.NODE_ENV) Object.assign(process.env, { NODE_ENV: "production" });

const teardown = createTeardown();
let starting: Promise<unknown> = Promise.resolve();
let ending = false;

// Each role loads its own modules only: a web process has no phase in it, a worker no page.
async function start(settings: Settings): Promise<void> {
  const died = (error: Error) => void end(1, error);
  if (settings.role === "worker") {
    const { startWorkerRole } = await import("./process/worker-role.ts");
    await startWorkerRole(settings, teardown, died);
  } else {
    const { startServingRole } = await import("./process/serving-role.ts");
    await startServingRole(settings, teardown, died);
  }
}

/** Closes everything that is open, says what went wrong, and ends the process. */
async function end(code: number, failure?: unknown): Promise<void> {
  if (ending) return;
  ending = true;
  if (failure) console.error(explained(failure));
  // What is half open when the start is broken off is closed once it is open.
  await starting.catch(() => undefined);
  try {
    await teardown.run();
  } catch (error) {
    console.error(explained(error));
    process.exit(1);
  }
  process.exit(code);
}

function endAsOrphan(): void {
  setTimeout(() => process.exit(1), ORPHAN_PATIENCE_MS).unref();
  void end(1);
}

// Only the server itself starts processes with this name.
const isChild = process.env.NONET_WORKER_ID !== undefined && process.send !== undefined;
if (isChild) {
  ignoreTerminal(process);
  process.on("SIGTERM", () => void end(0));
  process.on("disconnect", endAsOrphan);
  if (!process.connected) endAsOrphan();
} else onStopSignals(process, { stop: () => void end(0), force: () => process.exit(130) });

try {
  starting = start(readSettings(process.env));
  await starting;
} catch (error) {
  await end(1, error);
}
