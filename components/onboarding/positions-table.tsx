"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import type { CellCorrection } from "#lib/portfolio-import/corrections.ts";
import { amountAsRead, amountAsWritten, couldBeTwo, type FileDecimals } from "#lib/portfolio-import/decimal-marks.ts";
import type { CellAddress, CellTarget, TableActions } from "./cell-address.ts";
import type { FileChange } from "./file-changes.ts";
import { pastedCells } from "./pasted-cells.ts";
import { isAmount } from "./preview-cell.tsx";
import { type PreviewLine, usedColumns, wrongCells } from "./preview-lines.ts";
import { PreviewTableLine } from "./preview-table-line.tsx";
import { measurePainted } from "./preview-timing.ts";
import { useCounted } from "./use-counted.ts";
import { useMoreBeside } from "./use-more-beside.ts";

const LINE_PX = 33;
const PROBLEM_PX = 52;

interface TableProps {
  readonly lines: readonly PreviewLine[];
  /** The cell to bring into view and to give the focus; null for none. */
  readonly target: CellTarget | null;
  readonly onTarget: (target: CellTarget | null) => void;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly decimals: FileDecimals;
  readonly onChange: (change: FileChange) => void;
  readonly onUndo: () => void;
  readonly lineText: (row: number) => string;
}

/** The file's lines as a table, problems under their line. Only what is in view is in the page, so 10,000 lines scroll. */
export function PositionsTable(props: TableProps) {
  const { lines, target, onTarget, today } = props;
  const box = useRef<HTMLElement>(null);
  const columns = useMemo(() => usedColumns(lines), [lines]);
  const [editing, setEditing] = useState<CellAddress | null>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => heightOf(lines[index]),
    getItemKey: (index) => lines[index]?.row ?? index,
    overscan: 12,
  });
  /** Where a field opens, it does so before the next key: what is typed right after belongs to it. */
  const go = (address: CellTarget) => {
    const index = lines.findIndex(({ row }) => row === address.row);
    if (index < 0) return onTarget(null);
    rows.scrollToIndex(index, { align: address.isNear ? "auto" : "center" });
    const isField = address.edit && address.column !== null && lines[index]?.cells !== null;
    if (isField) {
      setEditing(address);
      onTarget(null);
    }
    // Asked for already, it may have been reached meanwhile.
    else if (address !== target) onTarget(address);
  };
  const bringIntoView = useEffectEvent(go);
  useEffect(() => {
    if (target) bringIntoView(target);
  }, [target]);
  useEffect(() => {
    if (lines.length > 0) measurePainted();
  }, [lines]);
  const actions = useTableActions(props, columns, { go, close: () => setEditing(null) });
  const hasMore = useMoreBeside(box);
  const inView = rows.getVirtualItems();
  const first = lines.find(({ cells }) => cells !== null)?.row;
  return (
    <div className="relative">
      {/* A region that scrolls must be reachable by keyboard. */}
      <section
        ref={box}
        tabIndex={0}
        aria-label="Lines of the file"
        className="@container isolate max-h-[max(28rem,100dvh-20rem)] overflow-auto"
      >
        <table aria-rowcount={lines.length + 1} className="w-full border-separate border-spacing-0 text-data">
          <thead className="sticky top-0 z-10 bg-surface">
            <tr aria-rowindex={1}>
              <HeaderCell amount>Line</HeaderCell>
              {columns.map((column) => (
                <HeaderCell key={column} amount={isAmount(column)}>
                  {column}
                </HeaderCell>
              ))}
            </tr>
          </thead>
          <Spacer height={inView[0]?.start ?? 0} />
          {inView.map(({ index, key }) => {
            const line = lines[index];
            return (
              line && (
                <tbody key={key} ref={rows.measureElement} data-index={index}>
                  <PreviewTableLine
                    {...{ line, columns, today, actions }}
                    rowIndex={index + 2}
                    target={target?.row === line.row ? target : null}
                    editing={editing?.row === line.row ? editing.column : null}
                    stop={line.row === first ? (columns[0] ?? null) : null}
                    onReached={() => onTarget(null)}
                  />
                </tbody>
              )
            );
          })}
          <Spacer height={rows.getTotalSize() - (inView.at(-1)?.end ?? 0)} />
        </table>
      </section>
      {hasMore && (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-0 w-8 bg-linear-to-l from-surface to-transparent"
        />
      )}
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function useTableActions(
  { lines, decimals, onChange, onUndo, lineText }: TableProps,
  columns: readonly PositionColumn[],
  { go, close }: Pick<TableActions, "go" | "close">,
): TableActions {
  const counted = useCounted();
  const read = (column: PositionColumn, text: string) => amountAsRead(text, decimals, column);
  return {
    read,
    isUnclear: (column, text) => couldBeTwo(text, decimals, column),
    written: (column, text) => amountAsWritten(text, decimals, column),
    ...{ go, close, undo: onUndo, lineText },
    nextWrong(from, isBackward) {
      const wrong = wrongCells(lines);
      const place = ({ row, column }: CellAddress) => row * columns.length + columns.indexOf(column ?? "Symbol");
      const here = place(from);
      return (
        (isBackward
          ? wrong.findLast((cell) => place(cell) < here)
          : wrong.find((cell) => place(cell) > here && columns.includes(cell.column))) ?? null
      );
    },
    beside(from, key) {
      const [down = 0, right = 0] = STEPS[key] ?? [];
      const index = lines.findIndex(({ row }) => row === from.row) + down;
      const column = columns[columns.indexOf(from.column ?? "Symbol") + right];
      const line = lines[index];
      return (down || right) && line && column ? { row: line.row, column } : null;
    },
    change(row, column, typed) {
      const text = read(column, typed);
      const was = lines.find((line) => line.row === row)?.cells?.[column] ?? "";
      const told = `Line ${row}, ${column}: ${was || "empty"} → ${text || "empty"}`;
      onChange({ text: told, cells: [[row, column, text]] });
    },
    paste(from, text) {
      const pasted = pastedCells(lines, columns, from, text);
      const cells = pasted.map(([row, column, cell]): CellCorrection => [row, column, read(column, cell)]);
      const place = `line ${from.row}, ${from.column}`;
      if (cells.length > 0) onChange({ text: `${counted(cells.length, "cell")} pasted from ${place} on`, cells });
    },
    changeLine: (row, text) => onChange({ text: `Line ${row} written anew`, lines: [[row, text]] }),
    leaveOut(row) {
      const wrong = wrongCells(lines).filter((cell) => cell.row !== row);
      const next = wrong.find((cell) => cell.row > row) ?? wrong[0];
      onChange({ text: `Line ${row} left out`, leftOut: [row] });
      close();
      if (next) go(next);
    },
  };
}

/** What a line takes before it is measured. */
function heightOf(line: PreviewLine | undefined): number {
  if (!line) return LINE_PX;
  return LINE_PX + (line.problems.length > 0 ? PROBLEM_PX : 0);
}

function HeaderCell({ children, amount }: { children: string; amount: boolean }) {
  return (
    <th
      scope="col"
      className={`border-b border-border px-3 py-1.5 text-meta font-medium whitespace-nowrap text-muted ${amount ? "text-right" : "text-left"}`}
    >
      {children}
    </th>
  );
}

/**
 * Stands for the lines out of view. Scrolled to before its lines are there, it gives way to them: a box that is seen would
 * count as one that jumps.
 */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden className="invisible">
      <tr>
        <td style={{ height }} className="p-0" />
      </tr>
    </tbody>
  );
}
