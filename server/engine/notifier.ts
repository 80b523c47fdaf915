import type { Sql } from "postgres";
import { logger } from "./logger.ts";

const log = logger("nonet.notifier");

/** Where listening processes hear how far runs have come. */
export const RUN_EVENTS_CHANNEL = "run_events";
const COALESCE_MS = 10;
const RETRY_MS = 200;

/** Tells listening processes how far runs have come, after their commits. */
export interface Notifier {
  notify(runId: string, seq: number): void;
  /** Announcements that failed and were made again. */
  failures(): number;
  /** Sends what still waits; the connection stays the caller's. */
  close(): Promise<void>;
}

/**
 * Announces `{ run, seq }` on the channel run_events, the newest seq of each run once per 10 ms. It is a hint: a failure
 * is counted, logged when the one before went well, and tried again; it never reaches a run. `sql` should be a connection of its own.
 */
export function createNotifier(sql: Sql): Notifier {
  const waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();
  let failed = 0;
  let isFailing = false;
  let closed = false;

  function enqueue(runId: string, seq: number): void {
    waiting.set(runId, Math.max(seq, waiting.get(runId) ?? 0));
  }

  function schedule(delayMs: number): void {
    if (closed || timer || waiting.size === 0) return;
    timer = setTimeout(() => {
      timer = null;
      sending = send();
    }, delayMs);
  }

  async function send(): Promise<void> {
    const batch = [...waiting];
    waiting.clear();
    if (batch.length === 0) return;
    try {
      const payloads = batch.map(([run, seq]) => JSON.stringify({ run, seq }));
      await sql`select pg_notify(${RUN_EVENTS_CHANNEL}, payload) from unnest(${payloads}::text[]) as payload`;
      isFailing = false;
      schedule(COALESCE_MS);
    } catch (error) {
      failed += 1;
      if (!isFailing) log.warn({ err: error }, "Run events could not be announced; trying again");
      isFailing = true;
      for (const [run, seq] of batch) enqueue(run, seq);
      schedule(RETRY_MS);
    }
  }

  return {
    notify(runId, seq) {
      enqueue(runId, seq);
      schedule(COALESCE_MS);
    },
    failures: () => failed,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await sending;
      await send();
    },
  };
}
