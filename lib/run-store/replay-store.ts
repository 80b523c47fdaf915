import { createStore, type StoreApi } from "zustand/vanilla";
import { initialRunState, type RunState } from "#lib/run/state.ts";
import { isEndedStatus } from "#lib/run/vocabulary.ts";
import { type PastView, pastView, pointOf } from "./past-view.ts";
import type { ShownRun } from "./run-store.ts";
import { RunTape, type TapeParts } from "./run-tape.ts";

/** How many times as fast as it went; "max" shows any run within seconds. */
export const replaySpeeds = [1, 4, 16, "max"] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** The events of this run were removed for their age. */
export class EventsRemoved extends Error {}

/** Why a point is not shown: its events were removed, or could not be read. */
export type ReplayFailure = "removed" | "unread";

/** What a page in replay shows: a run as it was at a point, and how the point moves. */
export interface ReplayView extends PastView {
  readonly isPlaying: boolean;
  readonly speed: ReplaySpeed;
  /** The point asked for is being read; the one before stays on show. */
  readonly isLoading: boolean;
  readonly failure: ReplayFailure | null;
}

export interface ReplayParts extends Omit<TapeParts, "initial"> {
  /** The point to begin at. */
  readonly from: RunState;
  /** The run as it is now. */
  readonly live: ShownRun["view"];
  /** Runs `apply` at the next animation frame. */
  schedule(apply: () => void): void;
  now(): number;
  /** Playing has come to the present of a run that goes on. */
  caughtUp(): void;
}

/** At the highest speed a whole run takes so many frames, about ten seconds. */
const MOST_FRAMES = 600;
/** While nothing happens in the run, playing waits for so long at most. */
const LONGEST_WAIT_MS = 3_000;
/** A frame that comes later than this, in a page that was hidden, does not make up for it. */
const LONGEST_FRAME_MS = 250;

/** A run looked at as it was: any point of its recorded events, still or playing, also while it goes on. */
export class ReplayStore {
  readonly view: StoreApi<ReplayView>;
  readonly #parts: ReplayParts;
  readonly #tape: RunTape;
  /** The point asked for; another than the one on show while that is read. */
  #wanted: number;
  #isReading = false;
  #isFrameDue = false;
  #framedAt = 0;

  constructor(parts: ReplayParts) {
    this.#parts = parts;
    this.#tape = new RunTape({ initial: beforeFirst(parts.from), ...parts });
    this.#wanted = parts.from.seq;
    const { state, clockOffsetMs } = parts.live.getState();
    const still = { isPlaying: false, speed: 1, isLoading: false, failure: null } as const;
    const view = pastView(parts.from, { lastSeq: Math.max(state.seq, parts.from.seq), clockOffsetMs });
    this.view = createStore<ReplayView>()(() => ({ ...view, ...still }));
  }

  /** Follows the run, which may go on meanwhile; returns the function that leaves. */
  start(): () => void {
    this.seek(this.#wanted);
    const stop = this.#parts.live.subscribe(({ state }) => {
      const { lastSeq, state: shown, asOfMs } = this.view.getState();
      if (state.seq > lastSeq) this.view.setState(pointOf(shown, asOfMs ?? 0, state.seq));
    });
    return () => {
      this.pause();
      stop();
    };
  }

  /** Shows the run as it was after the event `seq`, or the nearest there is. */
  seek(seq: number): void {
    this.#wanted = Math.min(Math.max(0, Math.round(seq)), this.view.getState().lastSeq);
    if (!this.#isReading) void this.#goThere();
  }

  /** So many events on, or back. */
  step(events: number): void {
    this.pause();
    this.seek(this.#wanted + events);
  }

  /** Plays on from the point, from the beginning where that is the end. */
  play(): void {
    const { state, lastSeq, isPlaying } = this.view.getState();
    if (isPlaying || lastSeq === 0) return;
    if (state.seq >= lastSeq) this.seek(0);
    this.#framedAt = this.#parts.now();
    this.view.setState({ isPlaying: true });
    this.#nextFrame();
  }

  pause(): void {
    if (this.view.getState().isPlaying) this.view.setState({ isPlaying: false });
  }

  setSpeed(speed: ReplaySpeed): void {
    this.view.setState({ speed });
  }

  /** Tries again what could not be read. */
  retry(): void {
    this.seek(this.#wanted);
  }

  async #goThere(): Promise<void> {
    this.#isReading = true;
    // While one point is read another may be asked for: only the newest counts.
    for (let tries = new Map<number, number>(); !this.#show(); ) {
      const seq = this.#wanted;
      const failure = tries.has(seq) ? "unread" : await this.#read(seq);
      tries = new Map([[seq, 1]]);
      if (failure === null || seq !== this.#wanted) continue;
      this.view.setState({ failure, isLoading: false, isPlaying: false });
      break;
    }
    this.#isReading = false;
  }

  async #read(seq: number): Promise<ReplayFailure | null> {
    this.view.setState({ isLoading: true, failure: null });
    try {
      await this.#tape.load(seq);
      return null;
    } catch (error) {
      if (error instanceof EventsRemoved) return "removed";
      console.warn("a stretch of a run could not be read", error);
      return "unread";
    }
  }

  /** Shows the point asked for, if it is at hand. */
  #show(): boolean {
    const state = this.#tape.stateAt(this.#wanted);
    if (!state) return false;
    this.#showAt(state, this.#instantOf(state.seq));
    return true;
  }

  #showAt(state: RunState, atMs: number): void {
    const { lastSeq } = this.view.getState();
    this.view.setState({
      ...{ state, lines: state.log, isLoading: false, failure: null },
      ...pointOf(state, atMs, lastSeq),
    });
  }

  #instantOf(seq: number): number {
    return Date.parse(this.#tape.eventAt(seq)?.at ?? this.#parts.from.createdAt);
  }

  #nextFrame(): void {
    if (this.#isFrameDue) return;
    this.#isFrameDue = true;
    this.#parts.schedule(() => {
      this.#isFrameDue = false;
      if (!this.view.getState().isPlaying) return;
      const now = this.#parts.now();
      const passedMs = Math.min(now - this.#framedAt, LONGEST_FRAME_MS);
      this.#framedAt = now;
      if (!this.#isReading) this.#playOn(passedMs);
      if (this.view.getState().isPlaying) this.#nextFrame();
    });
  }

  #playOn(passedMs: number): void {
    const { state, lastSeq, speed } = this.view.getState();
    if (state.seq >= lastSeq) this.#endPlaying();
    else if (speed === "max") this.seek(state.seq + Math.ceil(lastSeq / MOST_FRAMES));
    else {
      const next = this.#tape.eventAt(state.seq + 1);
      if (next) this.#advance(Date.parse(next.at), passedMs * speed, LONGEST_WAIT_MS * speed);
      // Not loaded yet: the clock waits for it.
      else this.seek(state.seq + 1);
    }
  }

  /** Moves the clock of the point on, and the point with it; the next event is at `nextAt`. */
  #advance(nextAt: number, byMs: number, longestWaitMs: number): void {
    const { state, asOfMs } = this.view.getState();
    const atMs = Math.max((asOfMs ?? nextAt) + byMs, nextAt - longestWaitMs);
    this.#wanted = this.#lastBefore(atMs, state.seq);
    this.#showAt(this.#tape.stateAt(this.#wanted) ?? state, atMs);
  }

  /** The last event at or before an instant, as far as events are loaded; not before `from`. */
  #lastBefore(atMs: number, from: number): number {
    let seq = from;
    for (let next = this.#tape.eventAt(seq + 1); next && Date.parse(next.at) <= atMs; ) {
      seq += 1;
      next = this.#tape.eventAt(seq + 1);
    }
    return seq;
  }

  #endPlaying(): void {
    this.pause();
    const { status } = this.#parts.live.getState().state;
    if (!isEndedStatus(status)) this.#parts.caughtUp();
  }
}

/** What a run was before its first event. */
function beforeFirst({ runId, kind, portfolio, createdAt }: RunState): RunState {
  return initialRunState({ runId, kind, portfolio, createdAt });
}
