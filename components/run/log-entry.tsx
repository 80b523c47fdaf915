import { CircleX, TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import { clockTime } from "#lib/format.ts";
import type { LogLine } from "#lib/run/state.ts";

/** One line: UTC time, level by shape and colour, message with what was searched for, and how often it was repeated. */
export function LogEntry({ line, found }: { line: LogLine; found: string }) {
  // The mark already says so.
  const message = line.message.replace(/^⚠️ /, "");
  return (
    <div data-seq={line.seq} data-level={line.level} className="flex gap-2 px-4 py-0.5">
      <time dateTime={line.at} title={`${line.at} · ${line.logger}`} className="figures shrink-0 text-muted">
        {clockTime(line.at)}
      </time>
      <LevelMark level={line.level} />
      <span className="min-w-0 break-words whitespace-pre-wrap">
        {found === "" ? message : <Found text={message} found={found} />}
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

function Found({ text, found }: { text: string; found: string }) {
  const lower = text.toLowerCase();
  // A letter whose lower case has another length (İ) would put the marks in the wrong place.
  if (lower.length !== text.length) return text;
  const parts = lower.split(found.toLowerCase());
  let at = 0;
  return parts.map((part, index) => {
    const [from, to] = [at, at + part.length];
    at = to + found.length;
    return (
      <Fragment key={from}>
        {text.slice(from, to)}
        {index < parts.length - 1 && (
          <mark className="rounded-sm bg-attention/25 text-inherit">{text.slice(to, at)}</mark>
        )}
      </Fragment>
    );
  });
}
