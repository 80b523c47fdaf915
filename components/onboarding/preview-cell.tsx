"use client";

import { PencilLine, SearchX, TriangleAlert } from "lucide-react";
import { type KeyboardEvent, useEffectEvent, useLayoutEffect, useRef } from "react";
import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import { groupedAmount } from "#lib/portfolio-import/grouped-amount.ts";
import type { TableActions } from "./cell-address.ts";

const AMOUNTS: ReadonlySet<PositionColumn> = new Set([
  "Quantity",
  "Entry Price Per Share",
  "Strike Price",
  "Exit Price Per Share",
]);

/** Whether a column's cells are amounts, which stand right. */
export function isAmount(column: PositionColumn): boolean {
  return AMOUNTS.has(column);
}

/** What a cell is marked with. */
export interface CellMark {
  readonly mark: "problem" | "note" | "corrected" | null;
  /** Id of the text that says what is wrong with it. */
  readonly about: string | null;
  /** What is worth knowing of it. */
  readonly note: string | null;
}

/** Backgrounds of marked cells. */
export const MARKS = {
  problem: "bg-failed/10 font-medium",
  note: "bg-attention/10",
  corrected: "bg-completed/10",
} as const;

/** A cell as it stands: pressing it, Enter or F2 begin to change it, arrow keys go to those beside it. */
export function PreviewCell({
  row,
  column,
  text,
  mark,
  about,
  note,
  isStop,
  onReached,
  actions,
}: CellMark & {
  row: number;
  column: PositionColumn;
  text: string;
  /** Reached by the Tab key. */
  isStop: boolean;
  /** Told once it has the focus; null where that is not asked for. */
  onReached: (() => void) | null;
  actions: TableActions;
}) {
  const button = useTarget<HTMLButtonElement>(onReached);
  const at = { row, column };
  const change = () => actions.go({ ...at, edit: true, isNear: true });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "F2") change();
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) actions.undo();
    else {
      const beside = actions.beside(at, event.key);
      if (!beside) return;
      actions.go({ ...beside, isNear: true });
    }
    event.preventDefault();
  };
  return (
    <button
      ref={button}
      type="button"
      tabIndex={isStop ? 0 : -1}
      data-column={column}
      data-wrong={mark === "problem" ? true : undefined}
      aria-describedby={about ?? undefined}
      title={note ?? "Change this cell"}
      onClick={change}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        event.preventDefault();
        actions.paste(at, event.clipboardData.getData("text/plain"));
      }}
      className={`relative block min-h-8 w-full cursor-text truncate px-3 py-1.5 outline-offset-[-2px] hover:bg-default/60 ${isAmount(column) ? "figures text-right" : "text-left"}`}
    >
      <MarkIcon mark={mark} />
      {(isAmount(column) ? groupedAmount(text) : text) ||
        (mark ? <em>empty</em> : <span className="sr-only">empty</span>)}
    </button>
  );
}

function MarkIcon({ mark }: Pick<CellMark, "mark">) {
  if (mark === "problem")
    return <TriangleAlert aria-label="Problem:" role="img" size={12} className="mr-1.5 inline text-failed" />;
  if (mark === "note")
    return (
      <SearchX aria-label="Note:" role="img" size={10} className="absolute inset-y-0 left-px my-auto text-attention" />
    );
  if (mark === "corrected")
    return <PencilLine aria-label="Changed:" role="img" size={12} className="mr-1.5 inline text-completed" />;
  return null;
}

/** Takes the focus once when it is what was asked for, also where it has just come into view: before the next key. */
export function useTarget<Element extends HTMLElement>(onReached: (() => void) | null) {
  const element = useRef<Element>(null);
  const reached = useEffectEvent(() => onReached?.());
  const isTarget = onReached !== null;
  useLayoutEffect(() => {
    if (!isTarget) return;
    element.current?.focus();
    reached();
  }, [isTarget]);
  return element;
}
