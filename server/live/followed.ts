/** Something a socket follows: a run, or a list of runs. */
export interface Followed {
  isPaused(): boolean;
  /** Sends no more and holds nothing, until resumed. */
  pause(): void;
  /** Sends the state as it is now and goes on from there, nothing lost or doubled. Does nothing unless paused. */
  resume(): Promise<void>;
  /** Ends it for good. Safe to call twice. */
  leave(): void;
}
