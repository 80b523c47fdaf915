"use client";

import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import { type ClipboardEvent, type RefObject, useEffect, useState } from "react";
import { logLineText } from "#lib/run/log-text.ts";
import type { LogReader } from "#lib/run-store/log-reader.ts";

/** So many rows stay on the page for a selection that goes over what is in view. */
const MOST_SELECTED = 2_000;

/** The rows to have on the page: those near to view, and all from there to the row a selection began in, −1 for none. */
export function rowsInRange(range: Range, selected: number): number[] {
  const near = defaultRangeExtractor(range);
  const [first, last] = [near[0], near.at(-1)];
  if (first === undefined || last === undefined || selected < 0) return near;
  const [from, to] = [Math.min(first, selected), Math.max(last, selected)];
  if (to - from > MOST_SELECTED) return near;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** What the reader selects: the line it begins in stays on the page, and several lines are copied with their times. */
export function useLogSelection(scroller: RefObject<HTMLElement | null>, reader: LogReader) {
  const [selected, setSelected] = useState<number | null>(null);
  useEffect(() => {
    const note = () => {
      const seq = firstSelected(scroller.current);
      setSelected(seq);
      // What is being read does not move on.
      if (seq !== null) reader.setFollowing(false);
    };
    document.addEventListener("selectionchange", note);
    return () => document.removeEventListener("selectionchange", note);
  }, [scroller, reader]);
  const copyLines = (event: ClipboardEvent) => {
    const rows = [...(scroller.current?.querySelectorAll<HTMLElement>("[data-seq]") ?? [])];
    const meant = rows.filter(isSelected);
    // Part of one line is copied as it is.
    if (meant.length < 2) return;
    const [first, last] = [Number(meant[0]?.dataset.first), Number(meant.at(-1)?.dataset.seq)];
    const { entries } = reader.view.getState().window;
    const lines = entries.filter(({ seq }) => seq >= first && seq <= last);
    event.clipboardData.setData("text/plain", lines.map((line) => `${logLineText(line)}\n`).join(""));
    event.preventDefault();
  };
  return { selected, copyLines };
}

/** Whether something of a row's text is selected: a selection that ends where a row begins only touches it. */
function isSelected(row: HTMLElement): boolean {
  const selection = getSelection();
  if (!selection?.containsNode(row, true)) return false;
  const part = selection.getRangeAt(0).cloneRange();
  if (part.comparePoint(row, 0) >= 0) part.setStart(row, 0);
  return part.toString() !== "";
}

/** The line that a selection of the log begins in; null when nothing there is selected. */
function firstSelected(box: HTMLElement | null): number | null {
  const selection = getSelection();
  const node = selection && !selection.isCollapsed ? selection.anchorNode : null;
  if (!node || !box?.contains(node)) return null;
  const element = node instanceof Element ? node : node.parentElement;
  const seq = element?.closest<HTMLElement>("[data-seq]")?.dataset.seq;
  return seq === undefined ? null : Number(seq);
}
