import { CircleX, TriangleAlert } from "lucide-react";
import { clockTime } from "#lib/format.ts";
import type { LogLine } from "#lib/run/state.ts";

/** One line: UTC time, level by shape and colour, message, and how often it was repeated. */
export function LogEntry({ line }: { line: LogLine }) {
  return (
    <div data-seq={line.seq} data-level={line.level} className="flex gap-2 px-4 py-0.5">
      <time dateTime={line.at} title={`${line.at} · ${line.logger}`} className="figures shrink-0 text-muted">
        {clockTime(line.at)}
      </time>
      <LevelMark level={line.level} />
      <span className="min-w-0 break-words whitespace-pre-wrap">
        {/* The mark already says so. */}
        {line.message.replace(/^⚠️ /, "")}
        {line.count > 1 && <span className="text-muted"> ×{line.count}</span>}
      </span>
    </div>
  );
}

function LevelMark({ level }: { level: LogLine["level"] }) {
  if (level === "info") return <span className="w-3.5 shrink-0" />;
  const isError = level === "error";
  const Icon = isError ? CircleX : TriangleAlert;
  return (
    <span
      role="img"
      aria-label={isError ? "Error" : "Warning"}
      className={`mt-0.5 shrink-0 ${isError ? "text-failed" : "text-attention"}`}
    >
      <Icon aria-hidden size={14} />
    </span>
  );
}
