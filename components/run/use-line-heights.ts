"use client";

import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
import type { LogLine } from "#lib/run/state.ts";
import { shownMessage } from "./log-line-text.ts";
import type { LogRow } from "./log-rows.ts";
import { wrappedRows } from "./wrapped-rows.ts";

/** A line of one row, and what each further one adds: its line height. */
const LINE_PX = 24;
const ROW_PX = 20;
/** What the number of repeats, "× 1,208 ›", takes behind the message. */
const REPEATS_COLUMNS = 10;

/**
 * Heights of the log's rows before they have been measured, from the number of characters that fit beside time and level.
 * A height that was right needs no second rendering, and moves nothing that is read.
 */
export function useLineHeights(scroller: RefObject<HTMLElement | null>, shown: readonly LogRow[]) {
  const [columns, setColumns] = useState(Number.POSITIVE_INFINITY);
  const hasLines = shown.length > 0;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !hasLines) return;
    const measure = () => setColumns((before) => columnsOf(box) ?? before);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller, hasLines]);
  const heightOf = useMemo(() => {
    const known = new WeakMap<LogLine, number>();
    return ({ line, repeats }: LogRow) => {
      const width = repeats ? columns - REPEATS_COLUMNS : columns;
      const rows = known.get(line) ?? wrappedRows(shownMessage(line), width);
      known.set(line, rows);
      return LINE_PX + (rows - 1) * ROW_PX;
    };
  }, [columns]);
  return heightOf;
}

/** Characters that fit a row of a message; null where none is shown yet. */
function columnsOf(box: HTMLElement): number | null {
  const message = box.querySelector<HTMLElement>("[data-message]");
  const pen = message && document.createElement("canvas").getContext("2d");
  if (!message || !pen) return null;
  pen.font = getComputedStyle(message).font;
  const characterPx = pen.measureText("0".repeat(100)).width / 100;
  return Math.floor(message.clientWidth / characterPx);
}
