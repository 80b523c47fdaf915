import { createStore, type StoreApi } from "zustand/vanilla";
import type { Answer, Heartbeat, WatchValue } from "#lib/run/commands.ts";
import type { RunEvent } from "#lib/run/events.ts";
import { passingRefusals } from "#lib/run/live-refusals.ts";
import { fold } from "#lib/run/reduce.ts";
import type { LogLine, RunState } from "#lib/run/state.ts";
import { isEndedStatus } from "#lib/run/vocabulary.ts";
import { EventQueue } from "./event-queue.ts";
import { LagMeter } from "./lag-meter.ts";
import type { LiveConnection } from "./live-connection.ts";
import { ServerClock } from "./server-clock.ts";
import { type ConnectionFacts, isOutOfTouch, LATE_MS, QUIET_MS, SILENCE_MS, type Sync, syncFrom } from "./sync.ts";
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
  /** When the newest event was recorded, or, until one comes, the watch began; in ms by the server's clock. */
  readonly newestAtMs: number | null;
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
/** The page keeps this many lines in memory; older ones are in the download. */
const MOST_LINES = 20_000;

/** The browser's fold of one run: the server's reducer around a queue, at most one change per animation frame. */
export class RunStore {
  readonly view: StoreApi<RunView>;
  readonly #parts: RunStoreParts;
  readonly #queue = new EventQueue();
  readonly #clock = new ServerClock();
  readonly #lags = new LagMeter();
  #facts: ConnectionFacts;
  /** The newest instant by the server's clock that is known to be past, in ms. */
  #toldAt: number;
  #renewedAt = Number.NEGATIVE_INFINITY;
  /** As last told. */
  #placeInLine: number | null = null;
  #scheduled = false;
  /** Questions to watch that have no answer yet. */
  #asking = 0;

  constructor(parts: RunStoreParts) {
    this.#parts = parts;
    this.#facts = factsOf(parts.initial, parts.now());
    this.#toldAt = parts.now();
    this.view = createStore<RunView>()(() => ({
      state: parts.initial,
      lines: parts.initial.log,
      sync: syncFrom(this.#facts, parts.now()),
      placeInLine: null,
      clockOffsetMs: null,
      asOfMs: null,
      newestAtMs: null,
    }));
  }

  /** Connects and watches; returns the function that leaves. */
  start(): () => void {
    if (this.#facts.runEnded) return () => undefined;
    const { connection, initial } = this.#parts;
    const stopListening = connection.listen({
      connected: () => void (!this.#facts.runEnded && this.#watch()),
      disconnected: () => this.#lost(),
      networkGone: () => this.#doubtNetwork(),
      refused: (code, message) => this.#learn({ refused: { code, message } }),
      events: (runId, events) => runId === initial.runId && this.#receive(events),
      snapshot: (state) => state.runId === initial.runId && this.#replace(state),
      heartbeat: (beat) => beat.runId === initial.runId && this.#hearBeat(beat),
      ended: ({ runId, code, message }) => runId === initial.runId && this.#learn({ refused: { code, message } }),
    });
    if (connection.isConnected()) void this.#watch();
    // In step with frames: what it shows is rendered with what has come meanwhile.
    const timer = setInterval(() => this.#parts.schedule(() => this.#check()), CHECK_MS);
    return () => {
      clearInterval(timer);
      stopListening();
      connection.unwatch(initial.runId);
    };
  }

  /** Applies all that has come, at once: the page has been shown again. Whoever has signed in meanwhile is admitted. */
  catchUp(): void {
    this.#apply((events) => events);
    const { connection } = this.#parts;
    if (this.#facts.refused && !connection.isConnected()) connection.renew();
    else this.#check();
  }

  /** Shows the passing of time, and asks again where the last question had no useful answer. */
  #check(): void {
    const { runEnded, refused } = this.#facts;
    this.#learn({ lagMs: this.#lags.medianMs() });
    if (runEnded || refused || !this.#parts.connection.isConnected()) return;
    const now = this.#parts.now();
    if (now - Math.max(this.#facts.lastHeardAt, this.#renewedAt) >= SILENCE_MS) {
      // Half open, it would be found out by the browser after minutes only.
      this.#renewedAt = now;
      this.#parts.connection.renew();
    } else if (!this.#facts.watching && this.#asking === 0) void this.#watch();
  }

  async #watch(): Promise<void> {
    const { runId, seq } = this.view.getState().state;
    const sentAt = this.#parts.now();
    this.#asking += 1;
    try {
      this.#accept(await this.#parts.connection.watch({ runId, frames: true, afterSeq: seq }), sentAt);
    } catch (error) {
      console.warn("watch was not answered in time", error);
      this.#lost();
    } finally {
      this.#asking -= 1;
    }
  }

  #accept(answer: Answer<WatchValue>, sentAt: number): void {
    if (!answer.ok) {
      if (passingRefusals.includes(answer.code)) this.#lost();
      else this.#learn({ refused: { code: answer.code, message: answer.message } });
      return;
    }
    const now = this.#parts.now();
    const hasRestarted = this.#facts.everWatched && Date.parse(answer.value.upSince) > this.#toldAt;
    const at = Date.parse(answer.value.at);
    this.#clock.hearAnswer(at, { sentAt, receivedAt: now });
    this.#noteInstant(answer.value.at);
    const lateMs = this.#clock.hearMessage(at, now) ?? 0;
    const restartedAt = hasRestarted ? now : this.#facts.restartedAt;
    const known = { refused: null, lostAt: null, networkGone: false, lastHeardAt: now, lateMs, restartedAt };
    const { placeInLine } = answer.value;
    this.#placeInLine = placeInLine;
    const clockOffsetMs = this.#clock.offsetMs();
    const newestAtMs = this.view.getState().newestAtMs ?? at;
    this.#learn(
      { watching: true, everWatched: true, clockOffsetMs, ...known },
      { placeInLine, clockOffsetMs, newestAtMs },
    );
    if (answer.value.kind === "events") this.#enqueue(answer.value.events);
    else this.#replace(answer.value.state);
  }

  /** Takes in what the server sends by itself: what was asked for lags behind by as long as the page was away. */
  #receive(events: readonly RunEvent[]): void {
    const last = events.at(-1);
    const offsetMs = this.#clock.offsetMs();
    if (last && offsetMs !== null) this.#lags.add(this.#parts.now() + offsetMs - Date.parse(last.at));
    this.#enqueue(events);
  }

  #enqueue(events: readonly RunEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    this.#queue.push(events);
    const announcedSeq = Math.max(this.#facts.announcedSeq, last.seq);
    const lagMs = this.#facts.lagMs ?? this.#lags.medianMs();
    this.#facts = { ...this.#facts, announcedSeq, lastHeardAt: this.#parts.now(), lagMs };
    this.#noteInstant(last.at);
    this.#schedule();
  }

  #replace(state: RunState): void {
    if (state.seq < this.view.getState().state.seq) return;
    const announcedSeq = Math.max(this.#facts.announcedSeq, state.seq);
    this.#learn(
      { shownSeq: state.seq, announcedSeq, runEnded: isEndedStatus(state.status) },
      { state, lines: state.log },
    );
    if (isEndedStatus(state.status)) this.#parts.connection.unwatch(state.runId);
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
    const last = frame.at(-1);
    this.#learn(
      { shownSeq: shown.seq, runEnded: isEndedStatus(shown.status) },
      {
        state: shown,
        lines: added.length > 0 ? [...lines, ...added].slice(-MOST_LINES) : lines,
        ...(last && { newestAtMs: Date.parse(last.at) }),
      },
    );
    if (isEndedStatus(shown.status)) this.#parts.connection.unwatch(shown.runId);
  }

  #hearBeat({ at, seq, placeInLine }: Heartbeat): void {
    const now = this.#parts.now();
    const lateMs = this.#clock.hearMessage(Date.parse(at), now) ?? 0;
    this.#noteInstant(at);
    const announcedSeq = Math.max(this.#facts.announcedSeq, seq);
    this.#placeInLine = placeInLine;
    this.#facts = { ...this.#facts, lastHeardAt: now, announcedSeq, lateMs, clockOffsetMs: this.#clock.offsetMs() };
    // Rendered with what comes in the same frame.
    this.#parts.schedule(() =>
      this.#learn({}, { placeInLine: this.#placeInLine, clockOffsetMs: this.#clock.offsetMs() }),
    );
    // A beat comes after the events it counts: one that is not here by now was lost, and no later one may show the gap.
    const received = Math.max(this.view.getState().state.seq, this.#queue.lastSeq());
    // A late one may be on time by a clock that has been set: the answer tells.
    const isInDoubt = seq > received || lateMs >= LATE_MS;
    if (this.#facts.watching && this.#asking === 0 && isInDoubt) void this.#watch();
  }

  #noteInstant(at: string): void {
    this.#toldAt = this.#facts.everWatched ? Math.max(this.#toldAt, Date.parse(at)) : Date.parse(at);
  }

  /** Offline until the server answers: it may stand where no network is needed to reach it. */
  #doubtNetwork(): void {
    const { runEnded, refused } = this.#facts;
    if (runEnded || refused) return;
    this.#learn({ networkGone: true });
    this.#lost();
    if (this.#parts.connection.isConnected()) void this.#watch();
  }

  #lost(): void {
    const { lostAt, lastHeardAt } = this.#facts;
    const now = this.#parts.now();
    const wasQuiet = now - lastHeardAt >= QUIET_MS;
    this.#learn({ watching: false, lostAt: lostAt ?? (wasQuiet ? lastHeardAt : now) });
  }

  #learn(facts: Partial<ConnectionFacts>, view: Partial<RunView> = {}): void {
    this.#facts = { ...this.#facts, ...facts };
    const before = this.view.getState().sync;
    const sync = syncFrom(this.#facts, this.#parts.now());
    const changed = JSON.stringify(sync) !== JSON.stringify(before);
    const asOfMs = isOutOfTouch(sync) ? this.#toldAt : null;
    if (changed || Object.keys(view).length > 0 || asOfMs !== this.view.getState().asOfMs)
      this.view.setState({ ...view, asOfMs, ...(changed ? { sync } : {}) });
  }
}

function factsOf(initial: RunState, now: number): ConnectionFacts {
  return {
    refused: null,
    runEnded: isEndedStatus(initial.status),
    watching: false,
    everWatched: false,
    lostAt: null,
    networkGone: false,
    lastHeardAt: now,
    lateMs: 0,
    restartedAt: null,
    shownSeq: initial.seq,
    announcedSeq: initial.seq,
    lagMs: null,
    clockOffsetMs: null,
  };
}
