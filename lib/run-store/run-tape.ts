import type { RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import type { RunState } from "#lib/run/state.ts";

export interface TapeParts {
  /** The run before its first event. */
  readonly initial: RunState;
  /** The events after a seq, in order and without gap, at most `limit`. */
  fetchEvents(after: number, limit: number): Promise<readonly RunEvent[]>;
  /** The run as it was after an event. */
  fetchState(at: number): Promise<RunState>;
}

/** Events of a reel: any point is so many foldings away from a known state, at most. */
export const REEL_EVENTS = 1_000;
/** So many reels are kept; others are read again by whoever goes back to them. */
export const MOST_REELS = 12;

/** A stretch of the events, and the state before its first. The newest one of a live run grows. */
interface Reel {
  readonly start: RunState;
  readonly events: readonly RunEvent[];
}

/** A run's events, read where they are looked at: of any length, in bounded memory, any point a bounded fold away. */
export class RunTape {
  readonly #parts: TapeParts;
  /** By index; the one touched last comes last. */
  readonly #reels = new Map<number, Reel>();
  readonly #loading = new Map<number, Promise<void>>();
  #lastRead: RunState;

  constructor(parts: TapeParts) {
    this.#parts = parts;
    this.#lastRead = parts.initial;
  }

  /** The state after the event `seq`, the fold of all up to it; null while that stretch has not been loaded. */
  stateAt(seq: number): RunState | null {
    if (seq === 0) return this.#parts.initial;
    const first = firstOf(seq);
    const reel = this.#touched(seq);
    if (!reel || first + reel.events.length < seq) return null;
    // Going on from where the last reading ended costs only what lies between.
    const goesOn = this.#lastRead.seq >= first && this.#lastRead.seq <= seq;
    const from = goesOn ? this.#lastRead : reel.start;
    this.#lastRead = fold(from, reel.events.slice(from.seq - first, seq - first));
    return this.#lastRead;
  }

  /** The event `seq`; null while it has not been loaded. */
  eventAt(seq: number): RunEvent | null {
    return this.#touched(seq)?.events[seq - firstOf(seq) - 1] ?? null;
  }

  /** Reads the stretch that holds `seq`, as far as there are events. @throws what reading threw. */
  load(seq: number): Promise<void> {
    const index = indexOf(seq);
    const under = this.#loading.get(index);
    if (under) return under;
    const reading = this.#read(index).finally(() => this.#loading.delete(index));
    this.#loading.set(index, reading);
    return reading;
  }

  /** How many events are in memory. */
  heldEvents(): number {
    return [...this.#reels.values()].reduce((sum, { events }) => sum + events.length, 0);
  }

  async #read(index: number): Promise<void> {
    const first = index * REEL_EVENTS;
    const known = this.#reels.get(index)?.events ?? [];
    const [start, more] = await Promise.all([
      this.#startOf(index),
      this.#parts.fetchEvents(first + known.length, REEL_EVENTS - known.length),
    ]);
    this.#reels.delete(index);
    this.#reels.set(index, { start, events: [...known, ...more] });
    for (const oldest of this.#reels.keys()) {
      if (this.#reels.size <= MOST_REELS) break;
      this.#reels.delete(oldest);
    }
  }

  async #startOf(index: number): Promise<RunState> {
    const known = this.#reels.get(index)?.start;
    if (known) return known;
    if (index === 0) return this.#parts.initial;
    const before = this.#reels.get(index - 1);
    if (before?.events.length === REEL_EVENTS) return fold(before.start, before.events);
    return this.#parts.fetchState(index * REEL_EVENTS);
  }

  #touched(seq: number): Reel | undefined {
    const index = indexOf(seq);
    const reel = this.#reels.get(index);
    if (!reel) return undefined;
    this.#reels.delete(index);
    this.#reels.set(index, reel);
    return reel;
  }
}

const indexOf = (seq: number) => Math.floor(Math.max(0, seq - 1) / REEL_EVENTS);
/** The seq before the first of the reel that holds `seq`. */
const firstOf = (seq: number) => indexOf(seq) * REEL_EVENTS;
