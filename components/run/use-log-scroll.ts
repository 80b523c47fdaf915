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
const SCROLL_KEYS = ["PageUp", "PageDown", " "];

interface LogScroll {
  reader: LogReader;
  scroller: RefObject<HTMLElement | null>;
  rows: Virtualizer<HTMLDivElement, Element>;
  shown: readonly LogRow[];
}

/**
 * Where the lines are scrolled to: the newest while the reader follows, the line gone to, else where the reader has
 * scrolled. Only a hand that scrolls to the end begins to follow; going to a line that is near it does not.
 */
export function useLogScroll({ reader, scroller, rows, shown }: LogScroll) {
  const { hasLater } = useLogView(reader, (view) => view.window);
  const following = useLogView(reader, (view) => view.following);
  const goal = useLogView(reader, (view) => view.goal);
  const height = rows.getTotalSize();
  const lastTop = useRef(0);
  const byHand = useRef(false);
  const reached = useRef<typeof goal>(null);
  useEffect(() => {
    if (!following) return;
    rows.scrollToIndex(shown.length - 1, { align: "end" });
    // Lines may turn out taller than estimated: the end moves, and the reader with it.
    lastTop.current = height && (scroller.current?.scrollTop ?? 0);
  }, [following, rows, shown.length, height, scroller]);
  useEffect(() => {
    const index = goal ? rowIndexOf(shown, goal.seq) : -1;
    if (index < 0 || reached.current === goal) return;
    reached.current = goal;
    byHand.current = false;
    const { startIndex = 0, endIndex = -1 } = rows.range ?? {};
    // A line in view is marked where it is.
    if (index <= startIndex || index >= endIndex) rows.scrollToIndex(index, { align: "center" });
  }, [goal, rows, shown]);
  const noteScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const fromEnd = box.scrollHeight - box.scrollTop - box.clientHeight;
    // Only moving up is leaving: lines that arrive, or a window that changes its width, move nobody.
    if (fromEnd < NEAR_END_PX && !hasLater) {
      if (byHand.current) reader.setFollowing(true);
    } else if (box.scrollTop < lastTop.current) reader.setFollowing(false);
    lastTop.current = box.scrollTop;
    const { following: stays, failed } = reader.view.getState();
    if (stays || failed) return;
    if (box.scrollTop < NEAR_EDGE_PX) reader.loadEarlier();
    else if (fromEnd < NEAR_EDGE_PX) reader.loadLater();
  };
  const noteHand = () => {
    byHand.current = true;
  };
  const noteKey = ({ key }: KeyboardEvent) => {
    byHand.current = SCROLL_KEYS.includes(key);
  };
  return { noteScroll, noteHand, noteKey };
}
