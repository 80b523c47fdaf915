import { Readable } from "node:stream";
import { logFileJson, logFileText } from "#lib/run/log-file.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { runLogEntries } from "#server/queries/run-events.ts";

export type LogFormat = "txt" | "json";

const CONTENT_TYPES = { txt: "text/plain; charset=utf-8", json: "application/json; charset=utf-8" };

/** `portfolio_setup_log_<first 8 of the run's id>_<UTC stamp>.<format>`, e.g. `…_1a2b3c4d_20250314T150405Z.txt`. */
export function logFileName(runId: string, format: LogFormat, now: Date): string {
  const stamp = now.toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");
  return `portfolio_setup_log_${runId.slice(0, 8)}_${stamp}.${format}`;
}

/** The whole activity log of a run as a file, streamed: its length does not matter to memory. */
export function logDownload(db: Database, state: RunState, retryOf: string | null, format: LogFormat, now: Date) {
  const write = format === "txt" ? logFileText : logFileJson;
  const pieces = write(state, runLogEntries(db, state.runId, state.seq), { retryOf });
  const bytes = Readable.from(pieces, { objectMode: false });
  return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": CONTENT_TYPES[format],
      "content-disposition": `attachment; filename="${logFileName(state.runId, format, now)}"`,
      "cache-control": "no-store",
    },
  });
}
