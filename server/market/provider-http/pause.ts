import { setTimeout as timer } from "node:timers/promises";

/** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted first. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

export const pauseFor: Pause = async (ms, signal) => {
  try {
    await timer(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};
