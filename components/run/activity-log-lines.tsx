"use client";

import { useVirtualizer, type VirtualItem, type Virtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { isEveryEntry } from "#lib/run/log-filter.ts";
import { type LogLoad, type LogReader, shownCount } from "#lib/run-store/log-reader.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";
import { LogEntry } from "./log-entry.tsx";

const LINE_PX = 24;
/** Within this distance of the end the reader is taken to follow the newest line. */
const NEAR_END_PX = 32;
/** Within this distance of the first or last line held, the page next to it is read. */
const NEAR_EDGE_PX = 480;
/** Room for the way to the page before or after. */
const EDGE_PX = 36;
const PADDING_PX = 4;

/** The lines held, newest last. They follow the newest until the reader scrolls away, and then leave them in peace. */
export function ActivityLogLines({ reader }: { reader: LogReader }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { entries, hasEarlier, hasLater } = useLogView(reader, (view) => view.window);
  const text = useLogView(reader, (view) => view.filter.text);
  const following = useLogView(reader, (view) => view.following);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
    getItemKey: (index) => entries[index]?.seq ?? index,
    // Lines put before the first move the others down, and the reader with them.
    anchorTo: "end",
    paddingStart: hasEarlier ? EDGE_PX : PADDING_PX,
    paddingEnd: hasLater ? EDGE_PX : PADDING_PX,
  });
  rows.shouldAdjustScrollPositionOnItemSizeChange = isAboveReader;
  const height = rows.getTotalSize();
  const lastTop = useRef(0);
  useEffect(() => {
    if (!following) return;
    rows.scrollToIndex(entries.length - 1, { align: "end" });
    // Lines may turn out taller than estimated: the end moves, and the reader with it.
    lastTop.current = height && (scroller.current?.scrollTop ?? 0);
  }, [following, rows, entries.length, height]);
  const noteScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const fromEnd = box.scrollHeight - box.scrollTop - box.clientHeight;
    // Only moving up is leaving: lines that arrive, or a window that changes its width, move nobody.
    if (fromEnd < NEAR_END_PX && !hasLater) reader.setFollowing(true);
    else if (box.scrollTop < lastTop.current) reader.setFollowing(false);
    lastTop.current = box.scrollTop;
    const { following: stays, failed } = reader.view.getState();
    if (stays || failed) return;
    if (box.scrollTop < NEAR_EDGE_PX) reader.loadEarlier();
    else if (fromEnd < NEAR_EDGE_PX) reader.loadLater();
  };
  // The browser's own way there is slow and ends where lines turn out taller than estimated.
  const goToEdge = (event: KeyboardEvent) => {
    if (event.key === "End") reader.toNewest();
    else if (event.key === "Home") {
      reader.setFollowing(false);
      rows.scrollToOffset(0);
    } else return;
    event.preventDefault();
  };
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
        onKeyDown={goToEdge}
        className="-outline-offset-2 h-full max-h-[60dvh] min-h-64 overflow-y-auto font-mono text-data lg:max-h-none"
      >
        <div className="relative w-full" style={{ height }}>
          {hasEarlier && <Edge reader={reader} load="earlier" scroller={scroller} />}
          {rows.getVirtualItems().map((row) => {
            const line = entries[row.index];
            return (
              line && (
                <div
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <LogEntry line={line} found={text} />
                </div>
              )
            );
          })}
          {hasLater && <Edge reader={reader} load="later" scroller={scroller} />}
        </div>
        {entries.length === 0 && <NoLines reader={reader} />}
      </div>
      {!following && <JumpToLatest reader={reader} />}
    </div>
  );
}

/**
 * Whether a line that turns out taller than estimated pushes the others up instead of down. Beside what is out of sight
 * above, as the virtualizer itself decides, that is a line that took the place of the way to it.
 */
function isAboveReader(line: VirtualItem, _delta: number, rows: Virtualizer<HTMLDivElement, Element>): boolean {
  const top = rows.scrollOffset ?? 0;
  if (!rows.itemSizeCache.has(line.key)) return line.start < top + EDGE_PX;
  return line.end <= top && rows.scrollDirection !== "backward";
}

/** The way to the lines before the first or after the last held: taken by scrolling there, or by this button. */
function Edge({
  reader,
  load,
  scroller,
}: {
  reader: LogReader;
  load: Exclude<LogLoad, "first">;
  scroller: RefObject<HTMLElement | null>;
}) {
  const isLoading = useLogView(reader, (view) => view.loading === load);
  const failed = useLogView(reader, (view) => view.failed === load);
  const read = () => {
    // The button goes away with the last page; reading goes on by keyboard.
    scroller.current?.focus({ preventScroll: true });
    if (failed) reader.retry();
    else if (load === "earlier") reader.loadEarlier();
    else reader.loadLater();
  };
  const words = failed ? `The ${load} entries could not be loaded. Try again` : `Load ${load} entries`;
  return (
    <div
      className={`absolute inset-x-0 flex items-center justify-center font-sans text-meta ${load === "earlier" ? "top-0" : "bottom-0"}`}
      style={{ height: EDGE_PX }}
    >
      <button type="button" onClick={read} className="min-h-6 px-3 text-link hover:underline">
        {isLoading ? `Loading ${load} entries…` : words}
      </button>
    </div>
  );
}

function NoLines({ reader }: { reader: LogReader }) {
  const filtered = useLogView(reader, (view) => !isEveryEntry(view.filter));
  const searching = useLogView(reader, (view) => view.loading === "first");
  const words = filtered ? "No entry matches." : "Nothing has been logged yet.";
  return <p className="px-4 py-2 font-sans text-muted">{searching ? "Searching…" : words}</p>;
}

function JumpToLatest({ reader }: { reader: LogReader }) {
  const shown = useLogView(reader, ({ filter, counts }) => counts && shownCount(filter, counts));
  const [seen] = useState(shown);
  const unseen = shown === null || seen === null ? 0 : shown - seen;
  return (
    <button
      type="button"
      onClick={() => reader.toNewest()}
      className="absolute right-4 bottom-3 rounded-full bg-accent px-3 py-1.5 text-meta font-medium text-accent-foreground shadow-md"
    >
      ↓ Jump to latest{unseen > 0 ? ` (${unseen} new)` : ""}
    </button>
  );
}
