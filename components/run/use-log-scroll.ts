"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { LogReader } from "#lib/run-store/log-reader.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";
import { type LogRow, rowIndexOf } from "./log-rows.ts";

/** Within this distance of the end the reader is taken to follow the newest line. */
const NEAR_END_PX = 32;
/** Within this distance of the first or last line held, the page next to it is read. */
const NEAR_EDGE_PX = 480;
/** Folded lines may leave the box half empty; so many are read by themselves to fill it. */
const MOST_TO_FILL = 1_000;
/** Rows at the end of the box that the ways to the first and the newest line may stand over. */
const ROWS_COVERED = 2;
const SCROLL_KEYS = ["PageUp", "PageDown", " "];

interface LogScroll {
  reader: LogReader;
  scroller: RefObject<HTMLElement | null>;
  rows: Virtualizer<HTMLDivElement, Element>;
  shown: readonly LogRow[];
  /** A line to bring into view beside those the reader goes to; a new object each time. */
  landing: { readonly seq: number } | null;
}

/** The line gone to, null once the reader has left it, and the row it was found at; −1 until it is there. */
interface Gone {
  /** What has been asked for already. */
  readonly asked: WeakSet<object>;
  readonly seq: number | null;
  readonly index: number;
}

/**
 * Where the lines are scrolled to: the newest while the reader follows, the line gone to, else where the reader has
 * scrolled. Only a hand that scrolls to the end begins to follow; going to a line that is near it does not.
 */
export function useLogScroll({ reader, scroller, rows, shown, landing }: LogScroll) {
  const { entries, hasEarlier, hasLater } = useLogView(reader, (view) => view.window);
  const isReading = useLogView(reader, ({ loading, failed }) => loading !== null || failed !== null);
  const following = useLogView(reader, (view) => view.following);
  const goal = useLogView(reader, (view) => view.goal);
  const height = rows.getTotalSize();
  const lastTop = useRef(0);
  const byHand = useRef(false);
  const isArriving = useRef(false);
  const gone = useRef<Gone>({ asked: new WeakSet(), seq: null, index: -1 });
  useEffect(() => {
    // Another place was scrolled to before: until the end is reached, a position further up is nobody's leaving it.
    isArriving.current = following;
    if (!following) return;
    byHand.current = false;
    // A line gone to before has been left: it draws nobody back.
    gone.current = { ...gone.current, seq: null };
  }, [following]);
  useEffect(() => {
    if (!following) return;
    rows.scrollToIndex(shown.length - 1, { align: "end" });
    // Lines may turn out taller than estimated: the end moves, and the reader with it.
    lastTop.current = height && (scroller.current?.scrollTop ?? 0);
  }, [following, rows, shown, height, scroller]);
  useEffect(() => {
    const { asked } = gone.current;
    for (const target of [goal, landing]) {
      if (!target || asked.has(target)) continue;
      asked.add(target);
      gone.current = { asked, seq: target.seq, index: -1 };
    }
    const { seq, index: before } = gone.current;
    const index = seq === null ? -1 : rowIndexOf(shown, seq);
    if (index < 0 || index === before) return;
    // Found at another row than before, it has moved, because lines have come before it: the reader goes along.
    gone.current = { asked, seq, index };
    byHand.current = false;
    const { startIndex = 0, endIndex = -1 } = rows.range ?? {};
    const isInView = index > startIndex && index < endIndex - ROWS_COVERED;
    // A line in view is marked where it is.
    if (before >= 0 || !isInView) rows.scrollToIndex(index, { align: "center" });
  }, [goal, landing, rows, shown]);
  useEffect(() => {
    const room = scroller.current?.clientHeight ?? 0;
    if (hasEarlier && !isReading && height < room && entries.length < MOST_TO_FILL) reader.loadEarlier();
  }, [reader, scroller, hasEarlier, isReading, height, entries.length]);
  const noteScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const fromEnd = box.scrollHeight - box.scrollTop - box.clientHeight;
    // Only moving up is leaving: lines that arrive, or a window that changes its width, move nobody.
    const isLed = isArriving.current && !byHand.current;
    if (fromEnd < NEAR_END_PX && !hasLater) {
      isArriving.current = false;
      if (byHand.current) reader.setFollowing(true);
    } else if (box.scrollTop < lastTop.current && !isLed) reader.setFollowing(false);
    lastTop.current = box.scrollTop;
    const { following: stays, failed } = reader.view.getState();
    if (stays || failed) return;
    if (box.scrollTop < NEAR_EDGE_PX) reader.loadEarlier();
    else if (fromEnd < NEAR_EDGE_PX) reader.loadLater();
  };
  /** The reader goes elsewhere: by hand, or, told by keys, to where these lead. */
  const leave = (isByHand: boolean) => {
    byHand.current = isByHand;
    gone.current = { ...gone.current, seq: null };
  };
  const noteHand = () => leave(true);
  const noteKey = ({ key }: KeyboardEvent) => leave(SCROLL_KEYS.includes(key));
  return { noteScroll, noteHand, noteKey };
}
