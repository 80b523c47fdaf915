import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type ParsedPositions, type ParseOptions, parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import type { PositionsTask } from "./positions-thread.ts";

export type ReadPositions = Pick<ParsedPositions, "positions" | "problems" | "skipped">;

/** Some hundred positions: read within milliseconds, where starting a thread takes longer. */
const SMALL_BYTES = 32_768;
const THREAD = new URL("./positions-thread.ts", import.meta.url);
const THREAD_LIMITS = { maxOldGenerationSizeMb: 512 };

let last: Promise<unknown> = Promise.resolve();

/**
 * As `parsePositions`, and sockets and other requests go on meanwhile: a large file, which can take seconds, is read in
 * a thread, one file after the other.
 */
export async function parsePositionsAside(content: Uint8Array | string, options: ParseOptions): Promise<ReadPositions> {
  if (content.length <= SMALL_BYTES) return parsePositions(content, options);
  const read = last.then(() => parseInThread({ content, options }));
  // Whoever sent that file is told of a failure; the next file is read all the same.
  last = read.catch(() => undefined);
  return read;
}

async function parseInThread(task: PositionsTask): Promise<ReadPositions> {
  const thread = new Worker(THREAD, { workerData: task, resourceLimits: THREAD_LIMITS });
  const [read] = await once(thread, "message");
  return read;
}
