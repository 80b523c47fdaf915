"use client";

import { useVirtualizer, type VirtualItem, type Virtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, type Ref, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { isEveryEntry } from "#lib/run/log-filter.ts";
import type { LogReader, SeqRange } from "#lib/run-store/log-reader.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";
import { LogEdge, NoLines } from "./log-edge.tsx";
import { LogEntry } from "./log-entry.tsx";
import { LogMoves } from "./log-moves.tsx";
import { type LogRepeats, logRows, rowIndexOf } from "./log-rows.ts";
import { LogSaying } from "./log-saying.tsx";
import { useLineHeights } from "./use-line-heights.ts";
import { useLineLink } from "./use-line-link.ts";
import { useLogKeys } from "./use-log-keys.ts";
import { useLogScroll } from "./use-log-scroll.ts";
import { rowsInRange, useLogSelection } from "./use-log-selection.ts";

/** Room for the way to the page before or after. */
const EDGE_PX = 36;
const PADDING_PX = 4;
/** Room for the ways to the first and the newest line, which stand over the end of the box. */
const MOVES_PX = 48;
const NOTHING_IN_VIEW: SeqRange = { first: 0, last: 0 };

/** The box of the lines, as the rest of the log knows it. */
export interface LogBox {
  /** Which lines are in view. */
  inView(): SeqRange;
  focus(): void;
  /** Tries again what could not be read; the focus goes to the box. */
  retry(): void;
}

interface ActivityLogLinesProps {
  reader: LogReader;
  /** Repeats in a row are shown as one. */
  folding: boolean;
  box: Ref<LogBox>;
  /** Shows all entries, around a line. */
  onShowAll: (line: number) => void;
  onSearch: () => void;
}

/** The lines held, newest last. They follow the newest until the reader scrolls away, and then leave them in peace. */
export function ActivityLogLines({ reader, folding, box, onShowAll, onSearch }: ActivityLogLinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { entries, hasEarlier, hasLater } = useLogView(reader, (view) => view.window);
  const { text } = useLogView(reader, (view) => view.filter);
  const following = useLogView(reader, (view) => view.following);
  const current = useLogView(reader, (view) => view.current);
  const { shown, landing, toggle } = useRows(reader, folding);
  const { selected, copyLines } = useLogSelection(scroller, reader);
  const { heightOf, measure } = useLineHeights(scroller, shown);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (shown[index] ? heightOf(shown[index]) : 0),
    measureElement: measure,
    // The page leads who follows: what that brings into view is rendered with what comes next, not by itself as well.
    useFlushSync: !following,
    // Lines come more often than that, also where frames are slow: the end of each scroll is not rendered between them.
    isScrollingResetDelay: 1_000,
    overscan: 20,
    getItemKey: (index) => shown[index]?.line.seq ?? index,
    rangeExtractor: (range) => rowsInRange(range, selected === null ? -1 : rowIndexOf(shown, selected)),
    // Lines put before the first move the others down, and the reader with them.
    anchorTo: "end",
    paddingStart: hasEarlier ? EDGE_PX : PADDING_PX,
    paddingEnd: following && !hasLater ? PADDING_PX : MOVES_PX,
    scrollPaddingEnd: following ? 0 : MOVES_PX,
  });
  rows.shouldAdjustScrollPositionOnItemSizeChange = isAboveReader;
  const { noteScroll, noteHand, noteKey } = useLogScroll({ reader, scroller, rows, shown, landing });
  const rangeInView = () => {
    const [first, last] = [shown[rows.range?.startIndex ?? -1], shown[rows.range?.endIndex ?? -1]];
    return first && last ? { first: first.first, last: last.line.seq } : NOTHING_IN_VIEW;
  };
  const focus = () => scroller.current?.focus({ preventScroll: true });
  const retry = () => {
    // The button is gone once it has been used.
    focus();
    reader.retry();
  };
  useImperativeHandle(box, () => ({ inView: rangeInView, focus, retry }));
  const { said, address, copyLink } = useLineLink(reader);
  const hearKey = useLogKeys({ reader, shown, rows, rangeInView, toggle, copyLink, onSearch });
  const { locale } = useFormat();
  const local = useMemo(() => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "long" }), [locale]);
  const isWhole = useLogView(reader, (view) => isEveryEntry(view.filter));
  const [hasFocus, setHasFocus] = useState(false);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        // Read out only to those who have gone there, and only while it follows the newest.
        aria-live={following && hasFocus ? "polite" : "off"}
        aria-label="Activity log"
        aria-keyshortcuts="n p / c Home End"
        // A region that scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={noteScroll}
        onWheel={noteHand}
        onTouchMove={noteHand}
        onPointerDown={noteHand}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onClick={(event) => chooseClicked(event, reader)}
        onCopy={copyLines}
        onKeyDown={(event) => {
          noteKey(event);
          hearKey(event);
        }}
        className="-outline-offset-2 h-full max-h-[60dvh] min-h-64 overflow-y-auto font-mono text-data lg:max-h-none"
      >
        <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
          {hasEarlier && <LogEdge reader={reader} load="earlier" scroller={scroller} height={EDGE_PX} />}
          {rows.getVirtualItems().map((item) => {
            const row = shown[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={rows.measureElement}
                  data-index={item.index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <LogEntry
                    row={row}
                    found={text}
                    isCurrent={current !== null && current >= row.first && current <= row.line.seq}
                    local={local}
                    actions={{ address, copyLink, toggle, showAround: isWhole ? null : onShowAll }}
                  />
                </div>
              )
            );
          })}
          {hasLater && <LogEdge reader={reader} load="later" scroller={scroller} height={EDGE_PX} />}
        </div>
        {entries.length === 0 && <NoLines reader={reader} />}
      </div>
      <LogSaying reader={reader} said={said} onRetry={retry} />
      {!following && <LogMoves reader={reader} scroller={scroller} />}
    </div>
  );
}

/** A line that is clicked is where the reader stands, unless something of it is used, or selected. */
function chooseClicked({ target }: MouseEvent, reader: LogReader): void {
  if (!(target instanceof Element) || target.closest("a, button") || !getSelection()?.isCollapsed) return;
  const row = target.closest<HTMLElement>("[data-seq]");
  if (row) reader.choose(Number(row.dataset.seq));
}

/**
 * The entries held as rows, and what shows or folds repeats: the reader lands at the first of those shown, or at what they
 * are folded to. Who goes to a line finds it unfolded.
 */
function useRows(reader: LogReader, folding: boolean) {
  const { entries, hasEarlier, hasLater } = useLogView(reader, (view) => view.window);
  const goal = useLogView(reader, (view) => view.goal);
  const [opened, setOpened] = useState<readonly number[]>([]);
  const [landing, setLanding] = useState<{ readonly seq: number } | null>(null);
  if (goal && !opened.includes(goal.seq)) setOpened([...opened, goal.seq]);
  const shown = useMemo(
    () => logRows(entries, folding ? opened : null, { hasEarlier, hasLater }),
    [entries, folding, opened, hasEarlier, hasLater],
  );
  const toggle = ({ first, last, isOpen }: LogRepeats) => {
    const others = opened.filter((seq) => seq < first || seq > last);
    const seq = isOpen ? last : first;
    // Chosen, no longer gone to: that would show them again.
    reader.choose(seq);
    setOpened(isOpen ? others : [...others, last]);
    setLanding({ seq });
  };
  return { shown, landing, toggle };
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
