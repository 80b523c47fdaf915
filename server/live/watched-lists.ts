import type { ListedRun } from "#lib/run/listed-run.ts";

/** A run of which something has changed, and whose portfolio it is about. */
export interface ChangedRun {
  readonly run: ListedRun;
  readonly ownerId: string | null;
}

export interface WatchedListsParts {
  /** Somebody watches a list; nothing is read otherwise. */
  isWatched(): boolean;
  /** Last seq of the runs that are queued or running, and of those just begun. */
  positions(): Promise<ReadonlyMap<string, number>>;
  /** These runs as they are now, in one statement. */
  read(runIds: readonly string[]): Promise<readonly ChangedRun[]>;
  send(changed: ChangedRun): void;
  failed(error: unknown): void;
  now(): number;
}

/** A run is sent at most once in this time. */
const TICK_MS = 1_000;
/** The first change after a quiet second waits this long for others. */
const GATHER_MS = 50;
/** Runs read and sent in one tick; more wait for the next. */
const MOST_PER_TICK = 500;

/** The seq of a run that was shown, not told of: the next check tells everybody how it is. */
const NOT_TOLD = -1;

interface Sent {
  readonly seq: number;
  readonly isEnded: boolean;
}

/** Tells those who watch lists which runs have changed: one read a tick, however many watch. */
export interface WatchedLists {
  hint(runId: string, seq: number): void;
  /** Somebody has been sent a list with these runs: the end of each has to be told, though no hint may tell of it. */
  shown(runs: readonly ListedRun[]): void;
  /** Finds what hints have missed. */
  check(): Promise<void>;
  close(): void;
}

export function createWatchedLists(parts: WatchedListsParts): WatchedLists {
  const changed = new Set<string>();
  /** What has been sent of the runs that are or just were active, and of those shown as such. */
  const sent = new Map<string, Sent>();
  let tickedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  function mark(runId: string): void {
    changed.add(runId);
    if (timer || isClosed) return;
    const wait = Math.max(GATHER_MS, tickedAt + TICK_MS - parts.now());
    timer = setTimeout(() => void tick(), wait);
  }

  async function tick(): Promise<void> {
    tickedAt = parts.now();
    const due = [...changed].slice(0, MOST_PER_TICK);
    for (const runId of due) changed.delete(runId);
    try {
      if (parts.isWatched()) await tell(due);
    } catch (error) {
      parts.failed(error);
      // Of an ended run nothing but this tells: it stays until it can be read.
      for (const runId of due) changed.add(runId);
    }
    timer = null;
    const [next] = changed;
    if (next !== undefined) mark(next);
  }

  async function tell(runIds: readonly string[]): Promise<void> {
    for (const row of await parts.read(runIds)) {
      if (sent.get(row.run.id)?.seq === row.run.seq) continue;
      sent.set(row.run.id, { seq: row.run.seq, isEnded: row.run.endedAt !== null });
      parts.send(row);
    }
  }

  function forget(): void {
    changed.clear();
    sent.clear();
  }

  return {
    hint(runId, seq) {
      if (parts.isWatched() && (sent.get(runId)?.seq ?? -1) < seq) mark(runId);
    },
    shown(runs) {
      for (const { id, endedAt } of runs) {
        if (endedAt === null && !sent.has(id)) sent.set(id, { seq: NOT_TOLD, isEnded: false });
      }
    },
    async check() {
      if (!parts.isWatched()) return forget();
      const positions = await parts.positions();
      for (const [runId, seq] of positions) if (sent.get(runId)?.seq !== seq) mark(runId);
      for (const [runId, { isEnded }] of sent) {
        if (positions.has(runId)) continue;
        if (isEnded) sent.delete(runId);
        else mark(runId);
      }
    },
    close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      forget();
    },
  };
}
