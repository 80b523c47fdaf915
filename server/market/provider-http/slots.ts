/** Does work when one of a few slots is free, in the order asked. @throws the signal's reason, aborted while it waits */
export type Slots = <Value>(work: () => Promise<Value>, signal: AbortSignal) => Promise<Value>;

/** At most `most` pieces of work at once. */
export function createSlots(most: number): Slots {
  const waiting = new Set<() => void>();
  let free = most;

  async function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const give = () => resolve();
    const abort = () => {
      // One whose turn has come keeps its slot, and gives it back as usual.
      if (waiting.delete(give)) reject(signal.reason);
    };
    waiting.add(give);
    signal.addEventListener("abort", abort, { once: true });
    await promise.finally(() => signal.removeEventListener("abort", abort));
  }

  function giveBack(): void {
    const [next] = waiting;
    if (!next) {
      free += 1;
      return;
    }
    waiting.delete(next);
    next();
  }

  return async (work, signal) => {
    await take(signal);
    try {
      return await work();
    } finally {
      giveBack();
    }
  };
}
