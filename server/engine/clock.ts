/** Where the engine gets its time from. */
export interface Clock {
  now(): Date;
  /** Milliseconds that never go back, for durations. */
  elapsedMs(): number;
}

export const systemClock: Clock = { now: () => new Date(), elapsedMs: () => performance.now() };
