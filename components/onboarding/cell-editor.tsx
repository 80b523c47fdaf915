"use client";

import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from "react";
import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import { LONGEST_CELL } from "#lib/portfolio-import/corrections.ts";
import type { CellAddress, TableActions } from "./cell-address.ts";
import { isOfCells } from "./pasted-cells.ts";

const PLACEHOLDERS: Partial<Record<PositionColumn, string>> = {
  "Entry Date": "2024-01-31",
  "Exit Date": "2024-01-31",
  "Expiration Date": "2026-01-16",
  "Entry Price Per Share": "185.20",
  Quantity: "100",
};

/** A cell while it is changed: Enter takes a text that can be one thing only, Tab goes on to the next problem, Escape leaves it as it was. */
export function CellEditor({
  at,
  was,
  text,
  about,
  isWrong,
  actions,
  onText,
}: {
  at: CellAddress & { readonly column: PositionColumn };
  /** What stood there. */
  was: string;
  text: string;
  /** Id of what is said of the text. */
  about: string;
  isWrong: boolean;
  actions: TableActions;
  onText: (text: string) => void;
}) {
  const { row, column } = at;
  const isDone = useRef(false);
  const isUnclear = actions.isUnclear(column, text);
  const take = () => {
    if (isDone.current) return;
    isDone.current = true;
    if (text.trim() !== was && !isUnclear) actions.change(row, column, text.trim());
  };
  const leave = useEffectEvent(() => {
    // Scrolled out of the page: what was written is not lost.
    if (!isDone.current && text.trim() !== was) take();
  });
  useEffect(() => () => leave(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") isDone.current = true;
    else if (event.key !== "Enter" && event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    // What could be two numbers is not taken as one of them; beside the cell it says so.
    if (event.key === "Enter" && isUnclear && text.trim() !== was) return;
    const next = event.key === "Tab" ? actions.nextWrong(at, event.shiftKey) : null;
    take();
    actions.close();
    actions.go(next ? { ...next, edit: true } : { ...at, isNear: true });
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: whoever opened the cell is about to type into it
      autoFocus
      type="text"
      aria-label={`${column}, line ${row}`}
      aria-describedby={about}
      aria-invalid={isWrong ? true : undefined}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      placeholder={actions.written(column, PLACEHOLDERS[column] ?? "")}
      maxLength={LONGEST_CELL}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData("text/plain");
        if (!isOfCells(pasted)) return;
        event.preventDefault();
        isDone.current = true;
        actions.close();
        actions.paste(at, pasted);
        actions.go({ ...at, isNear: true });
      }}
      onBlur={() => {
        take();
        actions.close();
      }}
      className="input min-h-7 w-full min-w-28 rounded-md px-1.5 py-0.5 text-data"
    />
  );
}
