import { execFileSync } from "node:child_process";

/** Kept from the sockets: modules, pipes, database connections. */
const OTHERS = 200;

/** Sockets a process may have open here; Node raises its own limit to the hard one. */
export function mostSockets(): number {
  const text = execFileSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).trim();
  return text === "unlimited" ? Number.POSITIVE_INFINITY : Number(text) - OTHERS;
}
