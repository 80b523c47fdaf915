/** Pieces of work side by side, a bounded number at once. */
export interface Lanes {
  readonly isFull: () => boolean;
  readonly isEmpty: () => boolean;
  /** Begins a piece; its signal is aborted with the outer one, or when the lanes are abandoned. */
  start(work: (signal: AbortSignal) => Promise<void>): void;
  /** Resolves when one of the pieces at work ends; at once when there are none. @throws as `throwIfFailed`. */
  oneEnded(): Promise<void>;
  /** @throws the first failure of a piece. */
  throwIfFailed(): void;
  /** Aborts what is at work and waits for its end. */
  abandon(reason: unknown): Promise<void>;
}

export function createLanes(most: number, outer: AbortSignal): Lanes {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const atWork = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const throwIfFailed = () => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    throwIfFailed,
    isFull: () => atWork.size >= most,
    isEmpty: () => atWork.size === 0,
    start(work) {
      const piece = work(signal)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => atWork.delete(piece));
      atWork.add(piece);
    },
    async oneEnded() {
      if (failures.length === 0 && atWork.size > 0) await Promise.race(atWork);
      throwIfFailed();
    },
    async abandon(reason) {
      stop.abort(reason);
      await Promise.all(atWork);
    },
  };
}
