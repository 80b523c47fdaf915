import { answerQuestions } from "./remote-process.ts";

export interface Measured {
  /** User and system time of the whole process since it started. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** Objects and the buffers they hold. */
  readonly heldBytes: number;
}

export const meter = {
  /** What the process has used; `collect` has it forget its garbage first (it needs --expose-gc). */
  measure({ collect }: { collect: boolean }): Measured {
    if (collect) for (let round = 0; round < 3; round++) globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { cpuMs: (user + system) / 1000, rssBytes: rss, heldBytes: heapUsed + external };
  },
};

// Loaded with --import into the product, which knows nothing of it; other entries answer these beside their own.
if (process.env.NONET_BENCH_METER === "1") answerQuestions(meter);
