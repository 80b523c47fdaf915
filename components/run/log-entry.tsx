import { ChevronDown, ChevronRight, CircleX, Link, ListTree, TriangleAlert } from "lucide-react";
import { Fragment, type MouseEvent } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { clockTime } from "#lib/format.ts";
import type { LogLine } from "#lib/run/state.ts";
import { LEVEL_WORDS, repeatsText, rowMessage, timeTitle } from "./log-line-text.ts";
import type { LogRepeats, LogRow } from "./log-rows.ts";

/** What can be done with a line. */
export interface LineActions {
  /** The address that leads to it. */
  address(seq: number): string;
  copyLink(seq: number): void;
  toggle(repeats: LogRepeats): void;
  /** Shows it among all lines; null where all are shown. */
  showAround: ((seq: number) => void) | null;
}

interface LogEntryProps {
  row: LogRow;
  /** What was searched for. */
  found: string;
  isCurrent: boolean;
  /** Times as the reader's clock has them. */
  local: Intl.DateTimeFormat;
  actions: LineActions;
}

const LOOK: Record<LogLine["level"], string> = {
  info: "",
  warning: "bg-attention/5",
  error: "bg-failed/5",
};

/** One line: UTC time, level by shape and colour, message with what was searched for, and how often it was repeated. */
export function LogEntry({ row, found, isCurrent, local, actions }: LogEntryProps) {
  const { line, first, repeats } = row;
  const message = rowMessage(row);
  const copyLink = (event: MouseEvent) => {
    // With a modifier it opens elsewhere, as any link.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    actions.copyLink(line.seq);
  };
  const look = isCurrent
    ? "bg-accent/12 shadow-[inset_3px_0_0_var(--accent)]"
    : `${LOOK[line.level]} hover:bg-default/60`;
  return (
    <div
      data-seq={line.seq}
      data-first={first}
      data-level={line.level}
      aria-current={isCurrent || undefined}
      // What can be done with a line has room beside its text.
      className={`group relative flex gap-2 py-0.5 pl-4 ${actions.showAround ? "pr-14" : "pr-9"} ${look}`}
    >
      <a
        href={actions.address(line.seq)}
        onClick={copyLink}
        tabIndex={-1}
        draggable={false}
        title={timeTitle(line, local)}
        className="figures shrink-0 text-muted hover:text-foreground hover:underline"
      >
        <time dateTime={line.at}>
          {clockTime(line.at).slice(0, -4)}
          <span className="hidden sm:inline">{clockTime(line.at).slice(-4)}</span>
        </time>
      </a>
      <LevelMark level={line.level} />
      <span data-message className="block min-w-0 flex-1 whitespace-pre-wrap wrap-anywhere">
        {found === "" ? message : <Found text={message} found={found} />}
        {line.count > 1 && !repeats && <span className="figures text-muted"> ×{line.count}</span>}
        {repeats && <Repeats repeats={repeats} onToggle={actions.toggle} />}
      </span>
      <Actions seq={line.seq} isCurrent={isCurrent} actions={actions} />
    </div>
  );
}

/** The number of repeats, which shows or folds them. */
function Repeats({ repeats, onToggle }: { repeats: LogRepeats; onToggle: (repeats: LogRepeats) => void }) {
  const format = useFormat();
  const Chevron = repeats.isOpen ? ChevronDown : ChevronRight;
  const words = repeatsText(repeats, format);
  const beyond = repeats.isPart ? "; more may stand among entries that are not loaded" : "";
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={repeats.isOpen}
      aria-label={`${words} in a row`}
      title={`${repeats.isOpen ? "Fold these repeats" : "Show each of these repeats"}${beyond}`}
      onClick={() => onToggle(repeats)}
      className="figures ml-2 inline-flex cursor-pointer items-center rounded-full bg-default px-1.5 text-meta text-foreground hover:bg-default-hover"
    >
      {words}
      <Chevron aria-hidden size={12} className="ml-0.5" />
    </button>
  );
}

/** There while the pointer is over the line or the reader stands at it. */
function Actions({ seq, isCurrent, actions }: { seq: number; isCurrent: boolean; actions: LineActions }) {
  const { copyLink, showAround } = actions;
  return (
    <span
      className={`absolute top-0 right-2 rounded-md border border-border bg-surface ${isCurrent ? "flex" : "hidden group-hover:flex"}`}
    >
      {showAround && <Action icon={ListTree} words="Show among all lines" onAct={() => showAround(seq)} />}
      <Action icon={Link} words="Copy a link to this line" onAct={() => copyLink(seq)} />
    </span>
  );
}

function Action({ icon: Icon, words, onAct }: { icon: typeof Link; words: string; onAct: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={words}
      title={words}
      onClick={onAct}
      className="flex size-5.5 cursor-pointer items-center justify-center text-muted hover:text-foreground"
    >
      <Icon aria-hidden size={13} />
    </button>
  );
}

function LevelMark({ level }: { level: LogLine["level"] }) {
  if (level === "info") {
    return (
      <span aria-hidden className="flex h-5 w-3.5 shrink-0 items-center justify-center">
        <span className="size-1.5 rounded-full bg-muted/40" />
      </span>
    );
  }
  const isError = level === "error";
  const Icon = isError ? CircleX : TriangleAlert;
  return (
    <span
      role="img"
      aria-label={LEVEL_WORDS[level]}
      className={`mt-0.75 shrink-0 ${isError ? "text-failed" : "text-attention"}`}
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
