"use client";

import { measureElement, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { LogLine } from "#lib/run/state.ts";
import { repeatsText, rowMessage } from "./log-line-text.ts";
import type { LogRow } from "./log-rows.ts";
import { wrappedRows } from "./wrapped-rows.ts";

/** A line of one row, and what each further one adds: its line height. */
const LINE_PX = 24;
const ROW_PX = 20;
/** What stands around the number of repeats behind the message, in characters: "( × 1,208 › )". */
const REPEATS_AROUND = 5;

/**
 * Heights of the log's rows before they have been measured, from the number of characters that fit beside time and level.
 * A height that was right needs no second rendering, and moves nothing that is read. The virtualizer itself keeps only
 * measures that differ from what it was told: what a row has measured is told again when the estimates change.
 */
export function useLineHeights(scroller: RefObject<HTMLElement | null>, shown: readonly LogRow[]) {
  const format = useFormat();
  const [columns, setColumns] = useState(Number.POSITIVE_INFINITY);
  const [measured] = useState(() => new WeakMap<LogLine, number>());
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
    // Rows are made anew with every line that comes, lines are not.
    const estimated = new WeakMap<LogLine, { readonly folded: number; readonly height: number }>();
    const estimate = (row: LogRow) => {
      const { line, repeats } = row;
      const folded = repeats ? repeats.count * (repeats.isOpen ? -1 : 1) : 0;
      const known = estimated.get(line);
      if (known?.folded === folded) return known.height;
      const behind = repeats ? ` ${"×".repeat(repeatsText(repeats, format).length + REPEATS_AROUND)}` : "";
      const height = LINE_PX + (wrappedRows(rowMessage(row) + behind, columns) - 1) * ROW_PX;
      estimated.set(line, { folded, height });
      return height;
    };
    return (row: LogRow) => measured.get(row.line) ?? estimate(row);
  }, [columns, format, measured]);
  const measure = (element: Element, entry: ResizeObserverEntry | undefined, rows: Rows) => {
    const height = measureElement(element, entry, rows);
    const row = shown[rows.indexFromElement(element)];
    if (row) measured.set(row.line, height);
    return height;
  };
  return { heightOf, measure };
}

type Rows = Virtualizer<HTMLDivElement, Element>;

/** Characters that fit a row of a message; null where none is shown yet. */
function columnsOf(box: HTMLElement): number | null {
  const message = box.querySelector<HTMLElement>("[data-message]");
  const pen = message && document.createElement("canvas").getContext("2d");
  if (!message || !pen) return null;
  pen.font = getComputedStyle(message).font;
  const characterPx = pen.measureText("0".repeat(100)).width / 100;
  return Math.floor(message.clientWidth / characterPx);
}
