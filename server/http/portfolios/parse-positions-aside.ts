import { type ParsedPositions, type ParseOptions, parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { inThread } from "./in-thread.ts";
import type { PositionsTask } from "./positions-thread.ts";

export type ReadPositions = Pick<ParsedPositions, "positions" | "problems" | "skipped" | "statedDate">;

/** Some hundred positions: read within milliseconds, where starting a thread takes longer. */
const SMALL_BYTES = 32_768;
const THREAD = new URL("./positions-thread.ts", import.meta.url);

/**
 * As `parsePositions`, and sockets and other requests go on meanwhile: a large file, which can take seconds, is read in
 * a thread, one file after the other.
 */
export async function parsePositionsAside(content: Uint8Array | string, options: ParseOptions): Promise<ReadPositions> {
  if (content.length <= SMALL_BYTES) return parsePositions(content, options);
  return inThread<ReadPositions>(THREAD, { content, options } satisfies PositionsTask);
}
