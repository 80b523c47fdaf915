import { DrizzleQueryError } from "drizzle-orm";
import postgres from "postgres";

/** How long an outage may last. */
export const PATIENCE_MS = 5 * 60_000;
/** Whoever is told to stop does not wait for a database much longer. */
const LAST_PATIENCE_MS = 2_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/**
 * postgres.js' own codes, the sockets', and the SQLSTATE classes of a server that goes, comes, has no room or breaks a
 * deadlock.
 */
const AWAY = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|ENOENT|EPIPE|ETIMEDOUT|08|57P0[123]|53[13]00|40001|40P01)/;
const NO_ROOM = /^53100$/;

/** True for an error of the database's client that says that the database is away, or wants the transaction again. */
export function isOutage(error: unknown): boolean {
  return hasCode(error, AWAY);
}

/** True where the database has no room left on its disk. */
export function isDiskFull(error: unknown): boolean {
  return hasCode(error, NO_ROOM);
}

function hasCode(error: unknown, code: RegExp): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && code.test(cause.code)) return true;
  }
  return false;
}

/**
 * As `isOutage`, for an error that may also come from elsewhere: a price server that cannot be reached throws the same
 * codes as a database that cannot.
 */
export function isDatabaseOutage(error: unknown): boolean {
  return isOutage(error) && isFromDatabase(error);
}

function isFromDatabase(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DrizzleQueryError || cause instanceof postgres.PostgresError) return true;
    // postgres.js' own, which have no class.
    if ("code" in cause && /^CONNECT(ION)?_/.test(String(cause.code))) return true;
  }
  return false;
}

export interface OutageOptions {
  /** From the first failure on. */
  readonly patienceMs?: number;
  /** Once aborted, little patience is left. */
  readonly signal?: AbortSignal;
  /** What counts as an outage; `isOutage` unless told. */
  readonly isAway?: (error: unknown) => boolean;
}

/** Does `work` again while the database is away, with growing pauses, for five minutes from the first failure at most. */
export async function throughOutage<Value>(work: () => Promise<Value>, options: OutageOptions = {}): Promise<Value> {
  const { patienceMs = PATIENCE_MS, signal, isAway = isOutage } = options;
  let since: number | null = null;
  for (let pause = FIRST_WAIT_MS; ; pause = Math.min(LONGEST_WAIT_MS, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      since ??= Date.now();
      const patience = signal?.aborted ? Math.min(LAST_PATIENCE_MS, patienceMs) : patienceMs;
      if (!isAway(error) || Date.now() + pause > since + patience) throw error;
      await pauseFor(pause, signal);
    }
  }
}

/** Waits, unless the signal is aborted meanwhile. */
export function pauseFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resume();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}
