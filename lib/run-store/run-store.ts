import { createStore, type StoreApi } from "zustand/vanilla";
import { type Answer, type Heartbeat, passingRefusals, type WatchValue } from "#lib/run/commands.ts";
import { endedRunStatuses, type RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import type { LogLine, RunState } from "#lib/run/state.ts";
import { EventQueue } from "./event-queue.ts";
import type { LiveConnection } from "./live-connection.ts";
import { type ConnectionFacts, type Sync, syncFrom } from "./sync.ts";
import { takeFrame } from "./take-frame.ts";

/** What a run page shows. */
export interface RunView {
  readonly state: RunState;
  /** Log lines received, oldest first: the snapshot's and all since. */
  readonly lines: readonly LogLine[];
  readonly sync: Sync;
  /** 1 = next to start; null once started. */
  readonly placeInLine: number | null;
  /** Server's clock less the viewer's, in ms; null until the server has told its time. */
  readonly clockOffsetMs: number | null;
  /** The instant that is shown, in ms by the server's clock, where that is not the present; null while it is. */
  readonly asOfMs: number | null;
}

/** A run as a page shows it: as it is now, or as it was. */
export interface ShownRun {
  readonly view: Pick<StoreApi<RunView>, "getState" | "getInitialState" | "subscribe">;
}

export interface RunStoreParts {
  initial: RunState;
  connection: LiveConnection;
  /** Runs `apply` at the next animation frame, or soon when the page is hidden. */
  schedule(apply: () => void): void;
  now(): number;
}

const CHECK_MS = 1_000;
/** No message is on its way for so long; a heartbeat that was corrects itself with the next. */
const CLOCK_SET_MS = 5_000;
/** The page keeps this many lines in memory; older ones are in the download. */
const MOST_LINES = 20_000;

const isEnded = (state: RunState) => endedRunStatuses.some((status) => status === state.status);

/** The browser's fold of one run: the server's reducer around a queue, at most one change per animation frame. */
export class RunStore {
  readonly view: StoreApi<RunView>;
  readonly #parts: RunStoreParts;
  readonly #queue = new EventQueue();
  #facts: ConnectionFacts;
  #scheduled = false;
  /** Questions to watch that have no answer yet. */
  #asking = 0;

  constructor(parts: RunStoreParts) {
    this.#parts = parts;
    this.#facts = factsOf(parts.initial, parts.now());
    this.view = createStore<RunView>()(() => ({
      state: parts.initial,
      lines: parts.initial.log,
      sync: syncFrom(this.#facts, parts.now()),
      placeInLine: null,
      clockOffsetMs: null,
      asOfMs: null,
    }));
  }

  /** Connects and watches; returns the function that leaves. */
  start(): () => void {
    if (this.#facts.runEnded) return () => undefined;
    const { connection, initial } = this.#parts;
    const stopListening = connection.listen({
      connected: () => void this.#watch(),
      disconnected: () => this.#lost(),
      refused: (code, message) => this.#learn({ refused: { code, message } }),
      events: (runId, events) => runId === initial.runId && this.#enqueue(events),
      snapshot: (state) => state.runId === initial.runId && this.#replace(state),
      heartbeat: (beat) => beat.runId === initial.runId && this.#hearBeat(beat),
      ended: ({ runId, code, message }) => runId === initial.runId && this.#learn({ refused: { code, message } }),
    });
    if (connection.isConnected()) void this.#watch();
    const timer = setInterval(() => this.#check(), CHECK_MS);
    return () => {
      clearInterval(timer);
      stopListening();
      connection.unwatch(initial.runId);
    };
  }

  /** Applies all that has come, at once: the page has been shown again. */
  catchUp(): void {
    this.#apply((events) => events);
  }

  /** Shows the passing of time, and asks again where the last question had no useful answer. */
  #check(): void {
    this.#learn({});
    const { watching, refused, runEnded } = this.#facts;
    const isIdle = !watching && !refused && !runEnded && this.#asking === 0;
    if (isIdle && this.#parts.connection.isConnected()) void this.#watch();
  }

  async #watch(): Promise<void> {
    const { runId, seq } = this.view.getState().state;
    this.#asking += 1;
    try {
      this.#accept(await this.#parts.connection.watch({ runId, frames: true, afterSeq: seq }));
    } catch (error) {
      console.warn("watch was not answered in time", error);
      this.#lost();
    } finally {
      this.#asking -= 1;
    }
  }

  #accept(answer: Answer<WatchValue>): void {
    if (!answer.ok) {
      if (passingRefusals.includes(answer.code)) this.#lost();
      else this.#learn({ refused: { code: answer.code, message: answer.message } });
      return;
    }
    this.#hearClock(answer.value.at);
    const lastHeardAt = this.#parts.now();
    this.#learn({ watching: true, everWatched: true, refused: null, lostAt: null, lastHeardAt });
    if (answer.value.kind === "events") this.#enqueue(answer.value.events);
    else this.#replace(answer.value.state);
  }

  #enqueue(events: readonly RunEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    this.#queue.push(events);
    const announcedSeq = Math.max(this.#facts.announcedSeq, last.seq);
    this.#facts = { ...this.#facts, announcedSeq, lastHeardAt: this.#parts.now(), lagMs: this.#lagOf(last) };
    this.#schedule();
  }

  #replace(state: RunState): void {
    if (state.seq < this.view.getState().state.seq) return;
    const announcedSeq = Math.max(this.#facts.announcedSeq, state.seq);
    this.#learn({ shownSeq: state.seq, announcedSeq, runEnded: isEnded(state) }, { state, lines: state.log });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#queue.isEmpty()) return;
    this.#scheduled = true;
    this.#parts.schedule(() => {
      this.#scheduled = false;
      this.#apply(takeFrame);
      this.#schedule();
    });
  }

  #apply(take: (events: readonly RunEvent[]) => readonly RunEvent[]): void {
    const { state, lines } = this.view.getState();
    const next = this.#queue.after(state.seq);
    if (next.kind === "gap") {
      this.#queue.clear();
      this.#learn({ watching: false });
      void this.#watch();
    }
    if (next.kind !== "events") return;
    const frame = take(next.events);
    const shown = fold(state, frame);
    this.#queue.after(shown.seq);
    const added = frame.filter((event) => event.type === "log");
    this.#learn(
      { shownSeq: shown.seq, runEnded: isEnded(shown) },
      { state: shown, lines: added.length > 0 ? [...lines, ...added].slice(-MOST_LINES) : lines },
    );
    if (isEnded(shown)) this.#parts.connection.unwatch(shown.runId);
  }

  #hearBeat(beat: Heartbeat): void {
    this.#hearClock(beat.at);
    const announcedSeq = Math.max(this.#facts.announcedSeq, beat.seq);
    this.#learn({ lastHeardAt: this.#parts.now(), announcedSeq }, { placeInLine: beat.placeInLine });
    // A beat comes after the events it counts: one that is not here by now was lost, and no later one may show the gap.
    const received = Math.max(this.view.getState().state.seq, this.#queue.lastSeq());
    if (this.#facts.watching && this.#asking === 0 && beat.seq > received) void this.#watch();
  }

  /** The message that travelled fastest tells the offset best; one far below it tells that our clock has been set. */
  #hearClock(at: string): void {
    const told = Date.parse(at) - this.#parts.now();
    const known = this.view.getState().clockOffsetMs;
    if (known === null || told > known || told < known - CLOCK_SET_MS) this.view.setState({ clockOffsetMs: told });
  }

  #lagOf(event: RunEvent): number | null {
    const { clockOffsetMs } = this.view.getState();
    if (clockOffsetMs === null) return null;
    return Math.max(0, Math.round(this.#parts.now() + clockOffsetMs - Date.parse(event.at)));
  }

  #lost(): void {
    this.#learn({ watching: false, lostAt: this.#facts.lostAt ?? this.#parts.now() });
  }

  #learn(facts: Partial<ConnectionFacts>, view: Partial<RunView> = {}): void {
    this.#facts = { ...this.#facts, ...facts };
    const before = this.view.getState().sync;
    const sync = syncFrom(this.#facts, this.#parts.now());
    const changed = JSON.stringify(sync) !== JSON.stringify(before);
    if (changed || Object.keys(view).length > 0) this.view.setState({ ...view, ...(changed ? { sync } : {}) });
  }
}

function factsOf(initial: RunState, now: number): ConnectionFacts {
  return {
    refused: null,
    runEnded: isEnded(initial),
    watching: false,
    everWatched: false,
    lostAt: null,
    lastHeardAt: now,
    shownSeq: initial.seq,
    announcedSeq: initial.seq,
    lagMs: null,
  };
}
