import { execFileSync } from "node:child_process";
import { required } from "#lib/assert.ts";

/** Process ids of the product's worker processes. */
export function workerPids(): number[] {
  const parent = required(process.env.NONET_PID, "the product's process id");
  const children = execFileSync("ps", ["-o", "pid=,args=", "--ppid", parent], { encoding: "utf8" });
  return children
    .split("\n")
    .filter((line) => line.includes("server/main.ts"))
    .map((line) => Number.parseInt(line, 10));
}

/** Runs `during` while no worker computes; what is started waits in line meanwhile. */
export async function withWorkersPaused<T>(during: () => Promise<T>): Promise<T> {
  const pids = workerPids();
  if (pids.length === 0) throw new Error("the product has no worker process");
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  try {
    return await during();
  } finally {
    for (const pid of pids) process.kill(pid, "SIGCONT");
  }
}
