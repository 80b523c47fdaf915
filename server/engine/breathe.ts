import { setImmediate as nextTurn } from "node:timers/promises";

const HELD_MS = 25;

let lastTurn = performance.now();

/** Gives the event loop a turn when it has been held for 25 ms, by whichever run. */
export async function breathe(): Promise<void> {
  if (performance.now() - lastTurn < HELD_MS) return;
  await nextTurn();
  lastTurn = performance.now();
}
