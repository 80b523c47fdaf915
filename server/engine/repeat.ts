/** Work that is done again and again, never twice at once. */
export interface Repeated {
  /** Ends it, after the turn in hand. */
  stop(): Promise<void>;
}

/** Does `work` every `ms` milliseconds, counted from the end of the turn before. A failure goes to `failed`; it goes on. */
export function every(ms: number, work: () => Promise<unknown>, failed: (error: unknown) => void): Repeated {
  let turn: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer = setTimeout(run, ms);

  function run(): void {
    turn = work()
      .then(() => undefined, failed)
      .then(() => {
        if (!stopped) timer = setTimeout(run, ms);
      });
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}
