"use client";

import { TriangleAlert } from "lucide-react";
import { useId, useMemo, useState } from "react";
import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import { readPositionRow } from "#lib/portfolio-import/position-row.ts";
import { type Problem, problemOf } from "#lib/portfolio-import/problem.ts";
import type { CellTarget, TableActions } from "./cell-address.ts";
import { CellEditor } from "./cell-editor.tsx";
import { LineEditor } from "./line-editor.tsx";
import { ProblemRow } from "./line-remarks.tsx";
import { type CellMark, MARKS, PreviewCell, useTarget } from "./preview-cell.tsx";
import type { PreviewLine } from "./preview-lines.ts";

interface LineProps {
  line: PreviewLine;
  columns: readonly PositionColumn[];
  rowIndex: number;
  target: CellTarget | null;
  /** The column that is being changed; null for none. */
  editing: PositionColumn | null;
  /** The cell that the Tab key reaches though nothing is wrong with it. */
  stop: PositionColumn | null;
  /** YYYY-MM-DD. */
  today: string;
  actions: TableActions;
  onReached: () => void;
}

/** A line of the file as a table row, and under it what is wrong with it, or worth knowing of the cell that is being changed. */
export function PreviewTableLine(props: LineProps) {
  const { line, columns, rowIndex, editing, today, actions } = props;
  const { row, cells, note } = line;
  const about = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [isWhole, setWhole] = useState(false);
  const problems = useDraftProblems(line, editing, draft, { today, actions });
  const hasRemarks = problems.length > 0 || editing !== null;
  const edge = hasRemarks ? "" : "border-b border-separator";
  const isLine = problems.some(({ column }) => column === null);
  if (draft !== null && editing === null) setDraft(null);
  return (
    <>
      <tr aria-rowindex={rowIndex}>
        <th scope="row" className={`figures px-3 py-1.5 text-right font-normal text-muted ${edge}`}>
          {row}
        </th>
        {cells === null || isWhole ? (
          <LineCell {...props} about={about} isOpen={isWhole} onOpen={setWhole} />
        ) : (
          columns.map((column) => {
            const mark = markOf(column, line, about);
            const was = isUnclear(line, column) ? cells[column] : actions.written(column, cells[column]);
            return (
              <td key={column} className={`max-w-64 p-0 ${mark.mark ? MARKS[mark.mark] : ""} ${edge}`}>
                {editing === column ? (
                  <CellEditor
                    {...{ at: { row, column }, was, text: draft ?? was, about, actions }}
                    isWrong={problems.some((problem) => problem.column === column)}
                    onText={setDraft}
                  />
                ) : (
                  <PreviewCell
                    {...{ row, column, text: cells[column], ...mark, actions }}
                    isStop={mark.mark === "problem" || props.stop === column}
                    onReached={isAimedAt(props, column) ? props.onReached : null}
                  />
                )}
              </td>
            );
          })
        )}
      </tr>
      {hasRemarks && (
        <ProblemRow
          {...{ id: about, row, problems, changing: editing, span: columns.length + 1, actions }}
          note={editing !== null && draft === null && note?.column === editing ? note.text : null}
          onEditLine={isLine && !isWhole ? () => setWhole(true) : null}
        />
      )}
    </>
  );
}

/** The line's problems; while a cell of it is changed those it would have with the text written. */
function useDraftProblems(
  { row, cells, problems }: PreviewLine,
  editing: PositionColumn | null,
  draft: string | null,
  { today, actions }: Pick<LineProps, "today" | "actions">,
): readonly Problem[] {
  const isUnclearDraft = editing !== null && draft !== null && actions.isUnclear(editing, draft);
  const text = editing === null || draft === null ? null : actions.read(editing, draft).trim();
  return useMemo(() => {
    if (cells === null || editing === null || text === null) return problems;
    const others = problems.filter(({ column }) => column === null);
    const read = readPositionRow({ row, cells: { ...cells, [editing]: text } }, today).problems;
    if (!isUnclearDraft) return [...others, ...read];
    const unclear = problemOf("ERR_CSV_011", { row, column: editing, value: text });
    return [...others, unclear, ...read.filter(({ column }) => column !== editing)];
  }, [row, cells, problems, editing, text, isUnclearDraft, today]);
}

function isAimedAt({ target, editing, columns }: LineProps, column: PositionColumn): boolean {
  if (target === null || target.edit || editing !== null) return false;
  const wanted = target.column ?? (columns.includes("Symbol") ? "Symbol" : columns[0]);
  return wanted === column;
}

/** Whether a number stands as the file has it, since it could be two. */
function isUnclear({ problems }: PreviewLine, column: PositionColumn): boolean {
  return problems.some((problem) => problem.column === column && problem.code === "ERR_CSV_011");
}

/** What a cell is marked with: a problem, else a note, else that it was put right. */
function markOf(column: PositionColumn, line: PreviewLine, about: string): CellMark {
  const note = line.note?.column === column ? line.note.text : null;
  if (line.problems.some((problem) => problem.column === column)) return { mark: "problem", about, note };
  if (note !== null) return { mark: "note", about: null, note };
  return { mark: line.corrected.has(column) ? "corrected" : null, about: null, note: null };
}

/** The text of a line that is no row, or that is changed as a whole. */
function LineCell({
  line: { row, problems },
  columns,
  target,
  about,
  isOpen,
  onOpen,
  actions,
  onReached,
}: LineProps & { about: string; isOpen: boolean; onOpen: (open: boolean) => void }) {
  const cell = useTarget<HTMLTableCellElement>(target !== null && !isOpen ? onReached : null);
  return (
    <td
      ref={cell}
      tabIndex={-1}
      colSpan={columns.length}
      data-wrong
      aria-describedby={about}
      className="max-w-0 truncate bg-failed/10 px-3 py-1.5 font-mono"
    >
      {isOpen ? (
        <LineEditor row={row} actions={actions} onClose={() => onOpen(false)} />
      ) : (
        <>
          <TriangleAlert aria-label="Problem:" role="img" size={12} className="mr-1.5 inline text-failed" />
          {problems[0]?.value ?? ""}
        </>
      )}
    </td>
  );
}
