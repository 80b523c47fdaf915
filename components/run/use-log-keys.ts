"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent } from "react";
import type { LogReader, SeqRange } from "#lib/run-store/log-reader.ts";
import { type LogRepeats, type LogRow, rowIndexOf } from "./log-rows.ts";

interface LogKeys {
  reader: LogReader;
  shown: readonly LogRow[];
  rows: Virtualizer<HTMLDivElement, Element>;
  rangeInView: () => SeqRange;
  toggle: (repeats: LogRepeats) => void;
  copyLink: (seq: number) => void;
  onSearch: () => void;
}

/** What each of `LOG_KEYS` does while the log has the focus. */
export function useLogKeys({ reader, shown, rows, rangeInView, toggle, copyLink, onSearch }: LogKeys) {
  const current = () => reader.view.getState().current;
  const alert = (way: "previous" | "next") => reader.step({ to: "alert", way }, rangeInView());
  /** By rows: repeats that are folded are one. */
  const move = (way: "previous" | "next") => {
    const [seq, inView] = [current(), rangeInView()];
    const isInView = seq !== null && seq >= inView.first && seq <= inView.last;
    const from = isInView ? rowIndexOf(shown, seq) + (way === "next" ? 1 : -1) : -1;
    const index = isInView ? from : rowIndexOf(shown, way === "next" ? inView.first : inView.last);
    const row = shown[index];
    if (!row) return;
    reader.choose(row.line.seq);
    // To where it stands, not to its index: that means another row once lines come before it.
    const offset = rows.getOffsetForIndex(index, "auto");
    if (offset) rows.scrollToOffset(offset[0]);
  };
  const onCurrent = (act: (row: LogRow) => void) => {
    const seq = current();
    const row = seq === null ? undefined : shown[rowIndexOf(shown, seq)];
    if (row) act(row);
  };
  const acts = new Map<string, () => void>([
    ["n", () => alert("next")],
    ["p", () => alert("previous")],
    ["ArrowDown", () => move("next")],
    ["ArrowUp", () => move("previous")],
    ["Home", () => reader.toFirst()],
    ["End", () => reader.toNewest()],
    ["Enter", () => onCurrent(({ repeats }) => repeats && toggle(repeats))],
    ["c", () => onCurrent(({ line }) => copyLink(line.seq))],
    ["Escape", () => reader.choose(null)],
    ["/", onSearch],
  ]);
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const act = acts.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };
}
