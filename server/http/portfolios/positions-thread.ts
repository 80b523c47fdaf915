import { parentPort, workerData } from "node:worker_threads";
import { required } from "#lib/assert.ts";
import { type ParseOptions, parsePositions } from "#lib/portfolio-import/positions-csv.ts";

/** What `parsePositionsAside` starts this thread with. */
export interface PositionsTask {
  readonly content: Uint8Array | string;
  readonly options: ParseOptions;
}

// Only ever started by `parsePositionsAside`.
const { content, options } = workerData as PositionsTask;
const { positions, problems, skipped, statedDate } = parsePositions(content, options);
required(parentPort, "the thread's parent").postMessage({ positions, problems, skipped, statedDate });
