import { type CheckedPriceFiles, checkPriceFiles, type OfferedPriceFile } from "#lib/price-files/check-price-files.ts";
import { sessionRule } from "#server/market/sources/files/session-rule.ts";
import { inThread } from "./in-thread.ts";

/** Read within milliseconds. */
const SMALL_BYTES = 65_536;
const THREAD = new URL("./price-files-thread.ts", import.meta.url);

/** As `checkPriceFiles` on the exchange's calendar; large files are read in a thread while requests go on. */
export async function checkPriceFilesAside(offered: readonly OfferedPriceFile[]): Promise<CheckedPriceFiles> {
  const bytes = offered.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes <= SMALL_BYTES) return checkPriceFiles(offered, sessionRule);
  return inThread<CheckedPriceFiles>(THREAD, offered);
}
