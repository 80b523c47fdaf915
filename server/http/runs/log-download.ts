import type { LogLevel } from "#lib/run/events.ts";
import { logFileJson, logFileNdjson, logFileText } from "#lib/run/log-file.ts";
import type { LogLine, RunState } from "#lib/run/state.ts";
import { logFileCsv } from "./log-csv.ts";
import { textStream } from "./text-stream.ts";

export const logFormats = ["txt", "json", "ndjson", "csv"] as const;
export type LogFormat = (typeof logFormats)[number];

/** What each format is sent as. */
export const LOG_CONTENT_TYPES = {
  txt: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
} as const satisfies Record<LogFormat, string>;

export interface LogDownload {
  readonly state: RunState;
  /** In order, already of `levels` only. */
  readonly entries: AsyncIterable<LogLine>;
  /** The run this one retries. */
  readonly retryOf: string | null;
  readonly format: LogFormat;
  /** Empty for every level. */
  readonly levels: readonly LogLevel[];
  readonly now: Date;
  /** Told when the file breaks off. */
  readonly failed: (error: unknown) => void;
}

/** `portfolio_setup_log_<first 8 of the run's id>_<UTC stamp>.<format>`, e.g. `…_1a2b3c4d_20250314T150405Z.txt`. */
export function logFileName(runId: string, format: LogFormat, now: Date): string {
  const stamp = now.toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");
  return `portfolio_setup_log_${runId.slice(0, 8)}_${stamp}.${format}`;
}

/** The activity log of a run as a file, streamed: its length does not matter to memory. */
export function logDownload(download: LogDownload): Response {
  const { state, format, now, failed } = download;
  return new Response(textStream(logFile(download), failed), {
    headers: {
      "content-type": LOG_CONTENT_TYPES[format],
      "content-disposition": `attachment; filename="${logFileName(state.runId, format, now)}"`,
      "cache-control": "no-store",
    },
  });
}

function logFile({ state, entries, retryOf, format, levels }: LogDownload): AsyncGenerator<string> {
  switch (format) {
    case "txt":
      return logFileText(state, entries, { retryOf, levels });
    case "json":
      return logFileJson(state, entries, { retryOf, levels });
    case "ndjson":
      return logFileNdjson(entries);
    case "csv":
      return logFileCsv(entries);
  }
}
