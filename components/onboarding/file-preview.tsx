"use client";

import { useMemo, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { counted } from "#lib/counted.ts";
import type { SkippedRow } from "#lib/portfolio-import/positions-csv.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { PreviewRow } from "#lib/portfolio-import/row-cells.ts";
import type { CellAddress } from "./cell-address.ts";
import { DuplicateChoice } from "./duplicate-choice.tsx";
import { PositionsTable } from "./positions-table.tsx";
import { previewLines } from "./preview-lines.ts";
import { ProblemList } from "./problem-list.tsx";

/** The file as it was read: its problems, its lines, and what was left out of it. */
export function FilePreview({
  rows,
  problems,
  skipped,
  duplicates,
}: {
  rows: readonly PreviewRow[];
  problems: readonly Problem[];
  skipped: readonly SkippedRow[];
  duplicates: { accepted: boolean; onAccept: (accepted: boolean) => void };
}) {
  const lines = useMemo(() => previewLines(rows, problems), [rows, problems]);
  const wrong = useMemo(() => lines.filter((line) => line.problems.length > 0), [lines]);
  const [wanted, setWanted] = useState<"wrong" | "all">("wrong");
  const [target, setTarget] = useState<CellAddress | null>(null);
  const shown = wanted === "wrong" && wrong.length > 0 ? "wrong" : "all";
  const hasDuplicates = duplicates.accepted || problems.some(({ code }) => code === "ERR_POS_023");
  return (
    <div className="grid min-w-0 gap-4">
      {problems.length > 0 && <ProblemList problems={problems} onGo={setTarget} />}
      {hasDuplicates && <DuplicateChoice {...duplicates} />}
      {lines.length > 0 && (
        <section aria-labelledby="positions" className="panel overflow-hidden">
          <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5">
            <h2 id="positions" className="mr-auto font-semibold">
              Positions
            </h2>
            {wrong.length > 0 && (
              <LineFilter shown={shown} wrong={wrong.length} all={lines.length} onShow={setWanted} />
            )}
          </div>
          <PositionsTable lines={shown === "wrong" ? wrong : lines} target={target} onReached={() => setTarget(null)} />
        </section>
      )}
      {skipped.length > 0 && <SkippedRows skipped={skipped} />}
    </div>
  );
}

function LineFilter({
  shown,
  wrong,
  all,
  onShow,
}: {
  shown: "wrong" | "all";
  wrong: number;
  all: number;
  onShow: (shown: "wrong" | "all") => void;
}) {
  const format = useFormat();
  const choices = [
    { value: "wrong", text: `Only problems ${format.number(wrong, 0)}` },
    { value: "all", text: `All lines ${format.number(all, 0)}` },
  ] as const;
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">Lines shown</legend>
      {choices.map(({ value, text }) => (
        <button
          key={value}
          type="button"
          aria-pressed={shown === value}
          onClick={() => onShow(value)}
          className={`figures min-h-7 rounded-full px-2.5 text-meta ${shown === value ? "bg-default font-medium text-foreground" : "text-muted hover:text-foreground"}`}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}

const MOST_NAMED = 20;

function SkippedRows({ skipped }: { skipped: readonly SkippedRow[] }) {
  const unnamed = skipped.length - MOST_NAMED;
  return (
    <section aria-labelledby="skipped" className="text-data text-muted">
      <h2 id="skipped" className="font-medium text-foreground">
        Left out on purpose
      </h2>
      <ul>
        {skipped.slice(0, MOST_NAMED).map(({ row, reason }) => (
          <li key={`${row} ${reason}`}>
            Line {row}: {reason}
          </li>
        ))}
        {unnamed > 0 && <li>and {counted(unnamed, "more", "more")}</li>}
      </ul>
    </section>
  );
}
