import type { RunEvent } from "#lib/run/events.ts";

/** Behind by more than this, a viewer is catching up and intermediate states are passed over. */
const CATCHING_UP = 500;

/**
 * The events to apply in the next animation frame, in order of `queue`. A frame ends before a phase's `complete` when
 * it also holds its `phase-start`: however short, a phase is seen running, and the page shows only states the run had.
 */
export function takeFrame(queue: readonly RunEvent[]): readonly RunEvent[] {
  if (queue.length > CATCHING_UP) return queue;
  const started = new Set<string>();
  for (const [index, event] of queue.entries()) {
    if (event.type === "phase-start") started.add(event.phase);
    if (event.type === "complete" && started.has(event.phase)) return queue.slice(0, index);
  }
  return queue;
}
