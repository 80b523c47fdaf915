import { parentPort, workerData } from "node:worker_threads";
import { required } from "#lib/assert.ts";
import type { OfferedPriceFile } from "#lib/price-files/check-price-files.ts";
import { checkPriceFiles } from "#lib/price-files/check-price-files.ts";
import { sessionRule } from "#server/market/sources/files/session-rule.ts";

// Only ever started by `checkPriceFilesAside`.
const offered = workerData as readonly OfferedPriceFile[];
required(parentPort, "the thread's parent").postMessage(checkPriceFiles(offered, sessionRule));
