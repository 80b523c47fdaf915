"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { type LogLevel, logLevels } from "#lib/run/events.ts";
import type { RunStore } from "#lib/run-store/run-store.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { LogEntry } from "./log-entry.tsx";

const LINE_PX = 24;
/** Within this distance of the end the reader is taken to follow the newest line. */
const NEAR_END_PX = 32;

/** The run's log lines, newest last. It follows the newest line until the reader scrolls away, and then leaves them in peace. */
export function ActivityLog({ store }: { store: RunStore }) {
  const lines = useRunView(store, (view) => view.lines);
  const counts = useRunView(store, (view) => view.state.logCounts);
  const [level, setLevel] = useState<LogLevel | null>(null);
  const shown = useMemo(() => (level ? lines.filter((line) => line.level === level) : lines), [lines, level]);
  const earlier = total(counts) - lines.length;
  return (
    <section aria-labelledby="activity-log" className="panel flex min-h-0 flex-col overflow-hidden">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5">
        <h2 id="activity-log" className="mr-auto py-1 text-meta font-semibold tracking-wide text-muted uppercase">
          Activity log
        </h2>
        <LevelChips counts={counts} level={level} onChange={setLevel} />
      </div>
      {earlier > 0 && (
        <p className="border-b border-separator px-4 py-1.5 text-meta text-muted">
          {earlier} earlier {earlier === 1 ? "entry is" : "entries are"} in the download.
        </p>
      )}
      <FollowedLines lines={shown} key={level ?? "all"} />
    </section>
  );
}

function total(counts: Readonly<Record<LogLevel, number>>): number {
  return logLevels.reduce((sum, level) => sum + counts[level], 0);
}

function FollowedLines({ lines }: { lines: readonly Parameters<typeof LogEntry>[0]["line"][] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(lines.length);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
    getItemKey: (index) => lines[index]?.seq ?? index,
  });
  const height = rows.getTotalSize();
  useEffect(() => {
    if (!following) return;
    rows.scrollToIndex(lines.length - 1, { align: "end" });
    setSeen(lines.length);
    // Lines may turn out taller than estimated: the end moves, and the reader with it.
    lastTop.current = height && (scroller.current?.scrollTop ?? 0);
  }, [following, rows, lines.length, height]);
  const noteScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    // Only moving up is leaving: lines that arrive, or a window that changes its width, move nobody.
    if (isAtEnd) setFollowing(true);
    else if (box.scrollTop < lastTop.current) setFollowing(false);
    lastTop.current = box.scrollTop;
  };
  const unseen = lines.length - seen;
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Activity log"
        // A region that scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={noteScroll}
        className="h-full max-h-[60dvh] min-h-64 overflow-y-auto py-1 font-mono text-data lg:max-h-none"
      >
        <div className="relative w-full" style={{ height }}>
          {rows.getVirtualItems().map((row) => {
            const line = lines[row.index];
            return (
              line && (
                <div
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <LogEntry line={line} />
                </div>
              )
            );
          })}
        </div>
        {lines.length === 0 && <p className="px-4 py-2 font-sans text-muted">Nothing has been logged yet.</p>}
      </div>
      {!following && (
        <button
          type="button"
          onClick={() => setFollowing(true)}
          className="absolute right-4 bottom-3 rounded-full bg-accent px-3 py-1.5 text-meta font-medium text-accent-foreground shadow-md"
        >
          ↓ Jump to latest{unseen > 0 ? ` (${unseen} new)` : ""}
        </button>
      )}
    </div>
  );
}

const CHIP_WORDS: Record<LogLevel, string> = { info: "Info", warning: "Warnings", error: "Errors" };

function LevelChips({
  counts,
  level,
  onChange,
}: {
  counts: Readonly<Record<LogLevel, number>>;
  level: LogLevel | null;
  onChange: (level: LogLevel | null) => void;
}) {
  const choices: { value: LogLevel | null; text: string }[] = [
    { value: null, text: "All" },
    ...logLevels.map((value) => ({ value, text: `${CHIP_WORDS[value]} ${counts[value]}` })),
  ];
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">Show entries of level</legend>
      {choices.map(({ value, text }) => (
        <button
          key={text}
          type="button"
          aria-pressed={level === value}
          onClick={() => onChange(value)}
          className={`figures min-h-6 rounded-full px-2 py-0.5 text-meta ${level === value ? "bg-default font-medium text-foreground" : "text-muted hover:text-foreground"}`}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
