"use client";

import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { counted } from "#lib/counted.ts";
import { ERROR_CODES } from "#lib/portfolio-import/error-codes.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { CellAddress } from "./cell-address.ts";

const STEP = 100;

/** Every problem of the file: where, what, how to mend it, and its code; each leads to its cell. */
export function ProblemList({
  problems,
  onGo,
  onColumns,
}: {
  problems: readonly Problem[];
  onGo: (address: CellAddress) => void;
  /** Goes to where columns are assigned. */
  onColumns: () => void;
}) {
  const [limit, setLimit] = useState(STEP);
  const rest = problems.length - limit;
  return (
    <section aria-labelledby="problems" className="panel overflow-hidden border-failed">
      <div className="flex gap-3 border-b border-border px-4 py-3">
        <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0 text-failed" />
        <div>
          <h2 id="problems" tabIndex={-1} data-problem-summary className="font-semibold">
            {counted(problems.length, "problem")} to fix
          </h2>
          <p className="text-data text-muted">
            Nothing is imported until {problems.length === 1 ? "it is" : "they are"}. Press one to put it right in the
            table, or correct the file and choose it again; the form keeps what you have entered.
          </p>
        </div>
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      <section aria-label="Problems" tabIndex={0} className="max-h-72 overflow-y-auto">
        <ol>
          {problems.slice(0, limit).map((problem) => (
            <ProblemItem key={`${problem.row} ${problem.column} ${problem.code}`} {...{ problem, onGo, onColumns }} />
          ))}
        </ol>
        {rest > 0 && (
          <button type="button" onClick={() => setLimit(limit + STEP)} className="button button--ghost m-2">
            Show {Math.min(STEP, rest)} more of {rest}
          </button>
        )}
      </section>
    </section>
  );
}

/** Problems of which column is which. */
const OF_COLUMNS: ReadonlySet<string> = new Set(["ERR_CSV_004", "ERR_CSV_005", "ERR_CSV_008", "ERR_CSV_009"]);

function ProblemItem({
  problem,
  onGo,
  onColumns,
}: {
  problem: Problem;
  onGo: (address: CellAddress) => void;
  onColumns: () => void;
}) {
  const { row, column, code, message } = problem;
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b border-separator px-4 py-2 text-data last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)_auto]">
      {OF_COLUMNS.has(code) && (
        <button type="button" onClick={onColumns} className="min-h-6 text-left text-link hover:underline">
          {row === null ? "Columns of the file" : `Line ${row}${column ? `, ${column}` : ""}`}
        </button>
      )}
      {!OF_COLUMNS.has(code) && row === null && <span>Whole file</span>}
      {!OF_COLUMNS.has(code) && row !== null && (
        <button
          type="button"
          onClick={() => onGo({ row, column })}
          className="figures min-h-6 text-left text-link hover:underline"
        >
          Line {row}
          {column && `, ${column}`}
        </button>
      )}
      <span>
        {message}. <span className="text-muted">{ERROR_CODES[code].fix}</span>
      </span>
      <code className="font-mono text-meta text-muted">{code}</code>
    </li>
  );
}
