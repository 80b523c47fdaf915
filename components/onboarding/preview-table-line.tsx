"use client";

import { SearchX, TriangleAlert } from "lucide-react";
import { useEffect, useEffectEvent, useId, useRef } from "react";
import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import { ERROR_CODES } from "#lib/portfolio-import/error-codes.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { CellAddress } from "./cell-address.ts";
import type { LineNote, PreviewLine } from "./preview-lines.ts";

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

/** A line of the file as a table row, and under it what is wrong with it or worth knowing of it. */
export function PreviewTableLine({
  line: { row, cells, problems, note },
  columns,
  rowIndex,
  target,
  onReached,
}: {
  line: PreviewLine;
  columns: readonly PositionColumn[];
  rowIndex: number;
  target: CellAddress | null;
  onReached: () => void;
}) {
  const about = useId();
  const cellTarget = (column: PositionColumn) => target !== null && (target.column ?? "Symbol") === column;
  const edge = problems.length > 0 || note ? "" : "border-b border-separator";
  return (
    <>
      <tr aria-rowindex={rowIndex}>
        <th scope="row" className={`figures px-3 py-1.5 text-right font-normal text-muted ${edge}`}>
          {row}
        </th>
        {cells === null ? (
          <LineCell
            text={problems[0]?.value ?? ""}
            span={columns.length}
            about={about}
            onReached={target && onReached}
          />
        ) : (
          columns.map((column) => (
            <Cell
              key={column}
              text={cells[column]}
              column={column}
              {...markOf(column, { problems, note }, about)}
              onReached={cellTarget(column) ? onReached : null}
              edge={edge}
            />
          ))
        )}
      </tr>
      {problems.length > 0 && <ProblemRow id={about} problems={problems} span={columns.length + 1} />}
      {note && <NoteRow id={`${about}-note`} note={note} span={columns.length + 1} />}
    </>
  );
}

/** What a cell is marked with: a problem, else a note. */
function markOf(column: PositionColumn, line: Pick<PreviewLine, "problems" | "note">, about: string): Mark {
  if (line.problems.some((problem) => problem.column === column)) return { mark: "problem", about };
  return line.note?.column === column ? { mark: "note", about: `${about}-note` } : { mark: null, about: null };
}

/** Takes the focus once when it is what was asked for, also where it has just come into view. */
function useTarget(onReached: (() => void) | null) {
  const cell = useRef<HTMLTableCellElement>(null);
  const reached = useEffectEvent(() => onReached?.());
  const isTarget = onReached !== null;
  useEffect(() => {
    if (!isTarget) return;
    cell.current?.focus();
    reached();
  }, [isTarget]);
  return cell;
}

interface Mark {
  readonly mark: "problem" | "note" | null;
  /** Id of the text that says what it is about; null where there is none. */
  readonly about: string | null;
}

interface CellProps extends Mark {
  text: string;
  column: PositionColumn;
  /** Told once it has the focus; null where that is not asked for. */
  onReached: (() => void) | null;
  edge: string;
}

const MARKS = { problem: "bg-failed/10 font-medium", note: "bg-attention/10 font-medium" } as const;

function Cell({ text, column, mark, about, onReached, edge }: CellProps) {
  const cell = useTarget(onReached);
  return (
    <td
      ref={cell}
      tabIndex={-1}
      data-column={column}
      data-wrong={mark === "problem" ? true : undefined}
      aria-describedby={about ?? undefined}
      className={`max-w-64 truncate px-3 py-1.5 ${isAmount(column) ? "figures text-right" : ""} ${mark ? MARKS[mark] : ""} ${edge}`}
    >
      {mark === "problem" && (
        <TriangleAlert aria-label="Problem:" role="img" size={12} className="mr-1.5 inline text-failed" />
      )}
      {mark === "note" && <SearchX aria-label="Note:" role="img" size={12} className="mr-1.5 inline text-attention" />}
      {text || (mark && <em>empty</em>)}
    </td>
  );
}

function NoteRow({ id, note, span }: { id: string; note: LineNote; span: number }) {
  return (
    <tr>
      <td colSpan={span} className="border-b border-separator px-3 pt-0.5 pb-2">
        <p id={id} className="sticky left-3 ml-8 w-fit max-w-[min(44rem,100cqw-4.5rem)] text-muted">
          {note.text}
        </p>
      </td>
    </tr>
  );
}

/** The text of a line that is no row. */
function LineCell({
  text,
  span,
  about,
  onReached,
}: { text: string; span: number; about: string } & Pick<CellProps, "onReached">) {
  const cell = useTarget(onReached);
  return (
    <td
      ref={cell}
      tabIndex={-1}
      colSpan={span}
      data-wrong
      aria-describedby={about}
      className="max-w-0 truncate px-3 py-1.5 bg-failed/10 font-mono"
    >
      <TriangleAlert aria-label="Problem:" role="img" size={12} className="mr-1.5 inline text-failed" />
      {text}
    </td>
  );
}

function ProblemRow({ id, problems, span }: { id: string; problems: readonly Problem[]; span: number }) {
  return (
    <tr>
      <td colSpan={span} className="border-b border-separator px-3 pt-0.5 pb-2">
        {/* Stays in view while a wide table is moved sideways. */}
        <ul id={id} className="sticky left-3 ml-8 w-fit max-w-[min(44rem,100cqw-4.5rem)]">
          {problems.map(({ column, code, message }) => (
            <li key={`${column} ${code}`}>
              {column && <span className="font-medium">{column}: </span>}
              {message}. <span className="text-muted">{ERROR_CODES[code].fix}</span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
