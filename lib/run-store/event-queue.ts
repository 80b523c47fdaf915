import type { RunEvent } from "#lib/run/events.ts";

/** What can be applied to a state at `seq`: events in order, nothing yet, or a gap the server must fill. */
export type Next = { kind: "nothing" } | { kind: "gap" } | { kind: "events"; events: readonly RunEvent[] };

/** Events received and not yet applied. Duplicates and any order are fine; a gap is told, never passed over. */
export class EventQueue {
  #events: RunEvent[] = [];

  push(events: readonly RunEvent[]): void {
    this.#events.push(...events);
  }

  /** The newest received, 0 when none waits. */
  lastSeq(): number {
    return this.#events.reduce((last, { seq }) => Math.max(last, seq), 0);
  }

  isEmpty(): boolean {
    return this.#events.length === 0;
  }

  clear(): void {
    this.#events = [];
  }

  /** Drops what a state at `seq` has already, and gives the longest run of events that follow on it. */
  after(seq: number): Next {
    this.#events = this.#events.filter((event) => event.seq > seq).sort((a, b) => a.seq - b.seq);
    const first = this.#events[0];
    if (!first) return { kind: "nothing" };
    if (first.seq !== seq + 1) return { kind: "gap" };
    return { kind: "events", events: contiguous(this.#events) };
  }
}

function contiguous(sorted: readonly RunEvent[]): readonly RunEvent[] {
  const run: RunEvent[] = [];
  for (const event of sorted) {
    const last = run.at(-1)?.seq ?? event.seq - 1;
    if (event.seq === last) continue;
    if (event.seq !== last + 1) break;
    run.push(event);
  }
  return run;
}
