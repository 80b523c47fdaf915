import type { RunEvent } from "#lib/run/events.ts";

/** Reads a run's events after `seq`, in order, at most `limit`. */
export type ReadEvents = (runId: string, seq: number, limit: number) => Promise<RunEvent[]>;

export interface TailerParts {
  runId: string;
  /** Where the tailer starts: the last seq that is not its to send. */
  from: number;
  read: ReadEvents;
  /** Sends one frame to everyone who watches. */
  send(events: readonly RunEvent[]): void;
  /** Milliseconds between frames; asked at each frame, since it depends on the number of viewers. */
  tickMs(): number;
  now(): number;
}

const BATCH = 1_000;

/** Ends of phases and runs are what people wait for: they do not wait for the tick. */
function isUrgent(event: RunEvent): boolean {
  return event.type === "complete" || event.type === "run-complete";
}

/** Follows one run's event log for all its viewers in this process: each event is read once and sent in frames. */
export interface Tailer {
  /** The last seq handed to `send`. */
  sentSeq(): number;
  /** Reads and sends at least up to `seq`; resolves when it has, or when the log ends before it. */
  advance(seq: number): Promise<void>;
  /** Sends what has been read and not yet sent. */
  flush(): void;
  close(): void;
}

export function createTailer(parts: TailerParts): Tailer {
  let sent = parts.from;
  let read = parts.from;
  let wanted = parts.from;
  let frame: RunEvent[] = [];
  let lastSentAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let reading: Promise<void> | null = null;
  let closed = false;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (frame.length === 0 || closed) return;
    const events = frame;
    frame = [];
    sent = read;
    lastSentAt = parts.now();
    parts.send(events);
  }

  function schedule(): void {
    if (timer || frame.length === 0) return;
    const wait = lastSentAt + parts.tickMs() - parts.now();
    if (wait <= 0) flush();
    else timer = setTimeout(flush, wait);
  }

  async function readOn(): Promise<void> {
    while (read < wanted && !closed) {
      const events = await parts.read(parts.runId, read, BATCH);
      const last = events.at(-1);
      if (!last || closed) return;
      read = last.seq;
      frame.push(...events);
      if (events.some(isUrgent)) flush();
      else schedule();
    }
  }

  async function advance(seq: number): Promise<void> {
    wanted = Math.max(wanted, seq);
    while (reading) await reading;
    if (read >= wanted || closed) return;
    reading = readOn().finally(() => {
      reading = null;
    });
    await reading;
  }

  return {
    sentSeq: () => sent,
    advance,
    flush,
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}
