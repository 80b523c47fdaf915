/** What has been opened, to be closed in the opposite order. */
export interface Teardown {
  add(name: string, close: () => Promise<unknown>): void;
  /**
   * Closes everything, the last opened first, whatever fails on the way. A second call waits for the first.
   *
   * @throws AggregateError with every failure, each naming what did not close.
   */
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const open: { name: string; close: () => Promise<unknown> }[] = [];
  let running: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    const failures: Error[] = [];
    for (let part = open.pop(); part; part = open.pop()) {
      try {
        await part.close();
      } catch (cause) {
        failures.push(new Error(`${part.name} did not close`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Not everything closed cleanly");
  }

  return {
    add: (name, close) => void open.push({ name, close }),
    run: () => {
      running ??= closeAll();
      return running;
    },
  };
}
