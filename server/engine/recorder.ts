import type { PendingEvent, RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Transaction } from "#server/db/client.ts";
import type { Clock } from "./clock.ts";
import { RunCancelled } from "./interruption.ts";
import { createPendingEvents, type EventDraft, type LogEntry } from "./pending-events.ts";
import type { PhaseWork, RunStore } from "./run-store.ts";

/** Entries wait for the next commit this long at most. */
const FLUSH_MS = 250;
/** That a phase has begun waits less: its first unit may be long. */
const START_MS = 50;
/** A phase's progress is sent at most ten times a second. */
const PROGRESS_EVERY_MS = 100;
const ENTRIES_PER_RUN = 1_000_000;

export interface RecorderParts {
  readonly store: RunStore;
  readonly clock: Clock;
  /** The run as stored, and when its last event happened. */
  readonly state: RunState;
  readonly lastAt: string | null;
  readonly epoch: number;
  readonly entryLimit?: number;
  /** Told of each committed seq. */
  onCommitted?(runId: string, seq: number): void;
  /** Told why entries could not be flushed between commits. */
  onFlushFailed(error: unknown): void;
}

/** Numbers a run's events and commits them, each with what it reports. */
export interface Recorder {
  /** The run up to its last committed event. */
  state(): RunState;
  /** The run as the next commit leaves it, as far as its events are appended. */
  ahead(): RunState;
  /** An event for the next commit; a phase-start is committed after 50 ms by itself. */
  append(draft: EventDraft): void;
  /** An entry of the activity log, committed with the next unit or after 250 ms. */
  log(entry: LogEntry): void;
  /** Commits all that waits, with what a unit saves; progress follows `work.checkpoint.done`. */
  commit(work?: PhaseWork | null, save?: (tx: Transaction) => Promise<void>): Promise<void>;
  /**
   * From now on commits are made although `by` has asked to cancel, and units are refused, those in line too. Resolves
   * when the commit in hand is over, so that the run's end can be told from where it stands.
   */
  acceptCancel(by: string): Promise<void>;
  /** Ends the flushing, after the commit in hand; what still waits is dropped. */
  close(): Promise<void>;
}

interface Progress {
  readonly phase: string;
  readonly current: number;
}

export function createRecorder(parts: RecorderParts): Recorder {
  const { store, clock, epoch } = parts;
  const entriesLeft = (parts.entryLimit ?? ENTRIES_PER_RUN) - entryCount(parts.state);
  const pending = createPendingEvents({ now: clock.now, notBefore: parts.lastAt, entriesLeft });
  let state = parts.state;
  /** Committed progress that is not sent yet, because the phase has just sent some. */
  let held: Progress | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let cancelledBy: string | null = null;
  let closed = false;
  const line = createLine(schedule);

  function schedule(): void {
    if (timer || closed || (pending.isEmpty() && !held)) return;
    timer = setTimeout(() => flush().catch(parts.onFlushFailed), FLUSH_MS);
  }

  function startSoon(): void {
    if (timer) clearTimeout(timer);
    timer = closed ? null : setTimeout(() => flush().catch(parts.onFlushFailed), START_MS);
  }

  async function commitNow(work: PhaseWork | null, save?: (tx: Transaction) => Promise<void>): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    if (cancelledBy !== null && (work || save)) throw new RunCancelled(cancelledBy);
    const taken = pending.take();
    const latest = unlessEnding(furthest(progressOf(work, state), held), taken);
    const isDue = latest !== null && clock.elapsedMs() - sentAt >= PROGRESS_EVERY_MS;
    const batch = isDue ? [...taken, pending.dated(progressDraft(latest, state))] : taken;
    if (batch.length === 0 && !work && !save) return;
    const events = numbered(batch, state);
    const after = fold(state, events);
    try {
      await store.commit({ epoch, before: state, after, events, work, cancelling: cancelledBy !== null }, save);
    } catch (error) {
      pending.putBack(taken);
      throw error;
    }
    state = after;
    held = isDue ? null : latest;
    if (isDue) sentAt = clock.elapsedMs();
    if (events.length > 0) parts.onCommitted?.(state.runId, state.seq);
  }

  function commit(work: PhaseWork | null = null, save?: (tx: Transaction) => Promise<void>): Promise<void> {
    return line.add(() => commitNow(work, save));
  }

  /** A commit behind it takes all along: events are committed with what they report, not by a flush before it. */
  function flush(): Promise<void> {
    return line.add(async (isLast) => void (isLast && (await commitNow(null))));
  }

  return {
    state: () => state,
    ahead: () => fold(state, numbered(pending.waiting(), state)),
    append(draft) {
      if (draft.type === "phase-start") startSoon();
      if (draft.type !== "complete" || held?.phase !== draft.phase) return pending.add(draft);
      pending.add(progressDraft(held, state));
      pending.add({ ...draft, current: Math.max(draft.current, held.current) });
      held = null;
    },
    log(entry) {
      pending.log(entry);
      schedule();
    },
    commit,
    async acceptCancel(by) {
      cancelledBy = by;
      await line.idle();
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await line.idle();
    },
  };
}

/** Work that is done one after the other; `whenDone` follows each. */
function createLine(whenDone: () => void) {
  let asked = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    /** Work is told whether none stands behind it. */
    add(work: (isLast: boolean) => Promise<void>): Promise<void> {
      asked += 1;
      const place = asked;
      const done = last.then(() => work(place === asked)).finally(whenDone);
      // Whoever asked for it is told of its failure; the next one goes ahead all the same.
      last = done.catch(() => undefined);
      return done;
    },
    /** Resolves when all that stands in line now is over. */
    idle: () => last,
  };
}

/** The progress a unit makes; none where the phase already stood there. */
function progressOf(work: PhaseWork | null, state: RunState): Progress | null {
  if (!work?.checkpoint) return null;
  const { done } = work.checkpoint;
  const current = state.phases.find((phase) => phase.id === work.phase)?.current ?? 0;
  return done > current ? { phase: work.phase, current: done } : null;
}

function furthest(now: Progress | null, held: Progress | null): Progress | null {
  return now && held && held.current > now.current ? held : (now ?? held);
}

/** Nothing is reported of a phase behind its end. */
function unlessEnding(progress: Progress | null, events: readonly PendingEvent[]): Progress | null {
  const isEnding = events.some((event) => event.type === "complete" && event.phase === progress?.phase);
  return isEnding ? null : progress;
}

function progressDraft(progress: Progress, state: RunState): EventDraft {
  const total = state.phases.find((phase) => phase.id === progress.phase)?.total ?? null;
  return { type: "progress", ...progress, total };
}

function numbered(events: readonly PendingEvent[], state: RunState): RunEvent[] {
  return events.map((event, index) => ({ runId: state.runId, seq: state.seq + 1 + index, ...event }));
}

function entryCount({ logCounts }: RunState): number {
  return logCounts.info + logCounts.warning + logCounts.error;
}
