import { performance } from "node:perf_hooks";
import { answerQuestions } from "./remote-process.ts";

export interface Measured {
  /** User and system time of the whole process since it started. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** The most it ever was. */
  readonly peakRssBytes: number;
  /** Objects and the buffers they hold. */
  readonly heldBytes: number;
  /** In which its event loop was at work, since it started. */
  readonly activeMs: number;
}

export const meter = {
  /** What the process has used; `collect` has it forget its garbage first (it needs --expose-gc). */
  measure({ collect }: { collect: boolean }): Measured {
    if (collect) for (let round = 0; round < 3; round++) globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    return {
      ...{ cpuMs: (user + system) / 1000, rssBytes: rss, heldBytes: heapUsed + external },
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
      activeMs: performance.eventLoopUtilization().active,
    };
  },
};

// Loaded with --import into the product, which knows nothing of it; other entries answer these beside their own.
if (process.env.NONET_BENCH_METER === "1") answerQuestions(meter);
