import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

export interface WorkerPoolParts {
  /** Processes to keep. */
  readonly size: number;
  /** The module each of them runs. */
  readonly entry: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Told at once when one has died by itself, before the next starts in its place. */
  readonly died: (workerId: string, how: string) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export interface WorkerPool {
  /** Processes that run now. */
  alive(): number;
  /** Process ids, for tests of what a death does. */
  pids(): number[];
  /** Lets each finish the unit in hand; what has not ended after the patience is killed. */
  stop(): Promise<void>;
}

/**
 * A third of the memory less: V8 would keep 128 MB for what is young, mostly garbage of its start, and let what is old
 * grow to four times what was alive before it looks again.
 */
export const WORKER_FLAGS: readonly string[] = ["--max-semi-space-size=8", "--heap-growing-percent=150"];

const PATIENCE_MS = 15_000;
/** A worker that dies sooner than this, and the next one too, cannot start: from the second on each waits longer. */
const SETTLED_MS = 5_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Keeps worker processes: one that dies is replaced. They end with this process, however it ends. */
export function startWorkerPool(parts: WorkerPoolParts): WorkerPool {
  const children = new Map<string, ChildProcess>();
  const stopping = new AbortController();
  const keepers = Array.from({ length: parts.size }, () => keep());

  async function keep(): Promise<void> {
    let pause = 0;
    while (!stopping.signal.aborted) {
      const started = Date.now();
      const workerId = randomUUID();
      const how = await runChild(workerId);
      if (stopping.signal.aborted) return;
      await parts.died(workerId, how).catch(parts.failed);
      if (Date.now() - started > SETTLED_MS) {
        pause = 0;
        continue;
      }
      // A single early death is an accident: its runs wait for the next process.
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      pause = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pause * 2));
    }
  }

  async function runChild(workerId: string): Promise<string> {
    const env = { ...parts.environment, NONET_ROLE: "worker", NONET_WORKER_ID: workerId };
    const child = fork(parts.entry, { env, execArgv: [...process.execArgv, ...WORKER_FLAGS] });
    child.on("error", parts.failed);
    children.set(workerId, child);
    const how = await endOf(child);
    children.delete(workerId);
    return how;
  }

  return {
    alive: () => children.size,
    pids: () => [...children.values()].flatMap((child) => child.pid ?? []),
    async stop() {
      stopping.abort();
      for (const child of children.values()) child.kill("SIGTERM");
      const killer = setTimeout(() => {
        for (const child of children.values()) child.kill("SIGKILL");
      }, PATIENCE_MS);
      await Promise.all(keepers);
      clearTimeout(killer);
    },
  };
}

/** Resolves to how a process ended. One that could not be started has no id, and its only event is the error. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.pid === undefined) child.once("error", () => resolve("it could not be started"));
    child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}
