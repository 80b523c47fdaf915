import type { EventOf, LogLevel, PendingEvent, Subject } from "#lib/run/events.ts";

/** One entry of the activity log, as logged. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly logger: string;
  readonly phase: string | null;
  readonly message: string;
  readonly code?: string;
  readonly subject?: Subject;
}

type Timeless<Event> = Event extends PendingEvent ? Omit<Event, "at"> : never;
/** An event before it was given its time. */
export type EventDraft = Timeless<PendingEvent>;

/** Events that wait for the next commit, in order; a log entry that repeats one of them is counted there. */
export interface PendingEvents {
  add(draft: EventDraft): void;
  /** The event with its time, which never goes back, and with text that can be stored; it does not wait here. */
  dated(draft: EventDraft): PendingEvent;
  log(entry: LogEntry): void;
  /** All that wait, which then no longer do. */
  take(): PendingEvent[];
  /**
   * After a commit that failed: the log entries taken for it, first again. The other events are gone, for what they
   * report has not happened.
   */
  putBack(events: readonly PendingEvent[]): void;
  /** All that wait, which go on waiting. */
  waiting(): readonly PendingEvent[];
  isEmpty(): boolean;
}

export interface PendingEventsParts {
  now(): Date;
  /** No event is dated before this. */
  notBefore: string | null;
  /** Entries the run may still have. */
  entriesLeft: number;
}

/** Entries that may wait while the database is away. */
const WAITING_LIMIT = 20_000;
/** Longer messages are cut; a provider may answer with a whole page. */
const MESSAGE_LIMIT = 8_000;

const FULL = {
  level: "warning",
  logger: "app.batch",
  phase: null,
  message: "The activity log is full: further entries are not kept",
  code: "LOG_FULL",
} as const;

type PendingLog = Omit<EventOf<"log">, "runId" | "seq">;

export function createPendingEvents({ now, notBefore, entriesLeft }: PendingEventsParts): PendingEvents {
  let waiting: PendingEvent[] = [];
  let entries = new Map<string, number>();
  let last = notBefore ?? "";
  let left = entriesLeft;
  let full = false;
  /** The run's last event waits, or has been taken: there is no entry behind it. */
  let isOver = false;

  function dated(draft: EventDraft): PendingEvent {
    const at = now().toISOString();
    if (at > last) last = at;
    return storable({ ...draft, at: last });
  }

  function add(draft: EventDraft): void {
    waiting.push(dated(draft));
    isOver ||= draft.type === "run-complete";
  }

  function log(entry: LogEntry): void {
    if (isOver) return;
    const key = JSON.stringify(entry);
    const repeated = entries.get(key);
    if (repeated !== undefined) {
      const first = waiting[repeated] as PendingLog;
      waiting[repeated] = { ...first, count: first.count + 1 };
    } else if (left > 0 && waiting.length < WAITING_LIMIT) {
      left -= 1;
      entries.set(key, waiting.length);
      add({ type: "log", ...entry, message: entry.message.slice(0, MESSAGE_LIMIT), count: 1 });
    } else if (!full) {
      full = true;
      add({ type: "log", ...FULL, count: 1 });
    }
  }

  return {
    add,
    dated,
    log,
    take() {
      const taken = waiting;
      waiting = [];
      full &&= left <= 0;
      entries = new Map();
      return taken;
    },
    putBack(events) {
      waiting = [...events.filter((event) => event.type === "log"), ...waiting];
      entries = new Map();
      if (events.some(({ type }) => type === "run-complete")) isOver = false;
    },
    waiting: () => waiting,
    isEmpty: () => waiting.length === 0,
  };
}

/** Postgres keeps neither NUL nor half a surrogate pair; text from outside may have both. */
function storable<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  if (!/\\u(0000|d[89a-f])/i.test(text)) return value;
  const clean = (_key: string, each: unknown) =>
    typeof each === "string" ? each.toWellFormed().replaceAll("\u0000", "\ufffd") : each;
  return JSON.parse(text, clean) as Value;
}
