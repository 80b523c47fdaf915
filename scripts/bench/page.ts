import type { BenchRow } from "./bench-row.ts";
import { importPreview } from "./page-import.ts";
import { lighthouseScores } from "./page-lighthouse.ts";
import { liveFrames } from "./page-live.ts";
import { longLog } from "./page-long-log.ts";
import { openPageStage } from "./page-stage.ts";
import { firstLoads } from "./page-weight.ts";

/**
 * B5 and B7 as a browser has them, on the built pages: scores, weight and stillness of five pages, the run page at 1,000
 * events a second and with 100,000 log lines, and the preview of a file of 10,000 positions.
 */
export async function page(): Promise<BenchRow[]> {
  const stage = await openPageStage();
  try {
    return [
      ...(await firstLoads(stage)),
      ...(await lighthouseScores(stage)),
      ...(await importPreview(stage)),
      ...(await longLog(stage)),
      ...(await liveFrames(stage)),
    ];
  } finally {
    await stage.product.close();
  }
}
