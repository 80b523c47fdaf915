const PATIENCE_MS = 5 * 60_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** postgres.js' own codes, the sockets', and the SQLSTATE classes of a server that goes, comes or breaks a deadlock. */
const AWAY = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|ENOENT|EPIPE|ETIMEDOUT|08|57P0[123]|53300|40001|40P01)/;

/** True for an error that says that the database is away for now, or wants the transaction again. */
export function isOutage(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && AWAY.test(cause.code)) return true;
  }
  return false;
}

/** Does `work` again while the database is away, with growing pauses, for five minutes at most. */
export async function throughOutage<Value>(work: () => Promise<Value>, patienceMs = PATIENCE_MS): Promise<Value> {
  const until = Date.now() + patienceMs;
  for (let pause = FIRST_WAIT_MS; ; pause = Math.min(LONGEST_WAIT_MS, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || Date.now() + pause > until) throw error;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
}
