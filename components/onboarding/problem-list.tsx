"use client";

import { TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { ERROR_CODES } from "#lib/portfolio-import/error-codes.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { CellAddress } from "./cell-address.ts";
import { isOfColumns } from "./column-problems.ts";
import { LineLinks } from "./line-links.tsx";
import { type ProblemGroup, problemGroups } from "./problem-groups.ts";
import { useCounted } from "./use-counted.ts";

const STEP = 100;

interface Ways {
  readonly onGo: (address: CellAddress) => void;
  /** Goes to where columns are assigned. */
  readonly onColumns: () => void;
}

/** Every problem of the file: where, what, how to mend it, and its code; each leads to its cell. */
export function ProblemList({ problems, ...ways }: Ways & { problems: readonly Problem[] }) {
  const [limit, setLimit] = useState(STEP);
  const counted = useCounted();
  const groups = useMemo(() => problemGroups(problems), [problems]);
  const rest = groups.length - limit;
  return (
    <section aria-labelledby="problems" className="panel overflow-hidden border-failed">
      <div className="flex gap-3 border-b border-border px-4 py-3">
        <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0 text-failed" />
        <div>
          <h2 id="problems" tabIndex={-1} data-problem-summary className="font-semibold">
            {counted(problems.length, "problem")} to fix
          </h2>
          <p className="text-data text-muted">
            Nothing is imported until {problems.length === 1 ? "it is" : "they are"}.{" "}
            {problems.some(({ row }) => row !== null)
              ? "Press a line to go there and put it right, or correct the file and choose it again"
              : "Choose another file"}
            ; the form keeps what you have entered.
          </p>
        </div>
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      <section aria-label="Problems" tabIndex={0} className="max-h-72 overflow-y-auto">
        <ol>
          {groups.slice(0, limit).map((group) => (
            <ProblemItem key={`${group.rows[0]} ${group.first.column} ${group.first.code}`} {...{ group }} {...ways} />
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

function ProblemItem({ group, ...ways }: Ways & { group: ProblemGroup }) {
  const { code, message } = group.first;
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b border-separator px-4 py-2 text-data last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)_auto]">
      <Place group={group} {...ways} />
      <span>
        {message}. <span className="text-muted">{ERROR_CODES[code].fix}</span>
      </span>
      <code className="font-mono text-meta text-muted">{code}</code>
    </li>
  );
}

/** Where a problem is, as the way there. */
function Place({ group: { first, rows }, onGo, onColumns }: Ways & { group: ProblemGroup }) {
  const counted = useCounted();
  const { row, column } = first;
  const line = `Line ${row}${column ? `, ${column}` : ""}`;
  if (isOfColumns(first))
    return <PlaceButton onPress={onColumns}>{row === null ? "Columns of the file" : line}</PlaceButton>;
  if (row === null) return <span>Whole file</span>;
  if (rows.length === 1) return <PlaceButton onPress={() => onGo({ row, column })}>{line}</PlaceButton>;
  return (
    <div>
      <span className="font-medium">{column ?? counted(rows.length, "line")}</span>
      <LineLinks rows={rows} onGo={(chosen) => onGo({ row: chosen, column })} />
    </div>
  );
}

function PlaceButton({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <button type="button" onClick={onPress} className="figures min-h-6 text-left text-link hover:underline">
      {children}
    </button>
  );
}
