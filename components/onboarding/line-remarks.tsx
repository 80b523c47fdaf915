"use client";

import { Check } from "lucide-react";
import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import { ERROR_CODES } from "#lib/portfolio-import/error-codes.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { TableActions } from "./cell-address.ts";

/** What is wrong with a line, or right of the cell that is being changed, and the ways to deal with the line as a whole. */
export function ProblemRow({
  id,
  row,
  problems,
  note,
  changing,
  span,
  actions,
  onEditLine,
}: {
  id: string;
  row: number;
  problems: readonly Problem[];
  /** What is worth knowing of the cell that is being changed; null where that is nothing. */
  note: string | null;
  /** The cell that is being changed; null for none. */
  changing: PositionColumn | null;
  span: number;
  actions: TableActions;
  /** Begins to change the line as a whole; null where its cells are enough. */
  onEditLine: (() => void) | null;
}) {
  const isRight = changing !== null && !problems.some(({ column }) => column === changing);
  return (
    <tr>
      <td colSpan={span} className="border-b border-separator px-3 pt-0.5 pb-2">
        {/* Stays in view while a wide table is moved sideways. */}
        <div className="sticky left-3 ml-8 flex w-fit max-w-[min(48rem,100cqw-4.5rem)] flex-wrap items-baseline gap-x-4">
          <ul id={id} aria-live={changing ? "polite" : undefined}>
            {isRight && (
              <li className="text-completed">
                <Check aria-hidden size={14} className="mr-1 inline" />
                {changing} can be read.
              </li>
            )}
            {note !== null && <li>{note}</li>}
            {problems.map(({ column, code, message }) => (
              <li key={`${column} ${code}`}>
                {column && <span className="font-medium">{column}: </span>}
                {message}. <span className="text-muted">{ERROR_CODES[code].fix}</span>
              </li>
            ))}
          </ul>
          {problems.length > 0 && (
            <p className="flex flex-wrap gap-x-4">
              {onEditLine && (
                <button type="button" onClick={onEditLine} className="min-h-6 text-link hover:underline">
                  Change the whole line<span className="sr-only"> {row}</span>
                </button>
              )}
              <button
                type="button"
                // Pressed while a cell is being changed, the cell must not be taken as right first.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => actions.leaveOut(row)}
                className="min-h-6 text-link hover:underline"
              >
                Leave line {row} out
              </button>
            </p>
          )}
        </div>
      </td>
    </tr>
  );
}
