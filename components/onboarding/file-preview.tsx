"use client";

import { type ReactNode, useMemo, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { sourceInWords } from "#components/prices/source-in-words.ts";
import { counted } from "#lib/counted.ts";
import type { SkippedRow } from "#lib/portfolio-import/skipped-row.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { PreviewRow } from "#lib/portfolio-import/row-cells.ts";
import type { CellAddress } from "./cell-address.ts";
import { DuplicateChoice } from "./duplicate-choice.tsx";
import type { OfferedSource } from "./onboarding-offer.ts";
import { PositionsTable } from "./positions-table.tsx";
import { type PreviewLine, previewLines } from "./preview-lines.ts";
import { ProblemList } from "./problem-list.tsx";
import { ReplacedSymbols } from "./replaced-symbols.tsx";
import type { SymbolCheck } from "./symbol-check.ts";
import { SymbolCheckLine } from "./symbol-check-line.tsx";
import { symbolNotes } from "./symbol-notes.ts";
import { UnknownSymbols } from "./unknown-symbols.tsx";
import type { SymbolEdits } from "./use-symbol-edits.ts";

/** What is known of the file's symbols, and what was made of them. */
export interface PreviewSymbols {
  readonly check: SymbolCheck;
  readonly again: () => void;
  readonly edits: SymbolEdits;
  /** The price source they are looked up at. */
  readonly source: Pick<OfferedSource, "name" | "label">;
}

/** The file as it was read: its problems, its lines, what was left out of it, and symbols that nobody knows. */
export function FilePreview({
  rows,
  problems,
  skipped,
  duplicates,
  symbols,
}: {
  rows: readonly PreviewRow[];
  problems: readonly Problem[];
  skipped: readonly SkippedRow[];
  duplicates: { accepted: boolean; onAccept: (accepted: boolean) => void };
  symbols: PreviewSymbols;
}) {
  const { check, edits, again } = symbols;
  const sourceText = sourceInWords(symbols.source);
  const lines = useMemo(
    () => previewLines(rows, problems, symbolNotes(rows, check.unknown, sourceText)),
    [rows, problems, check.unknown, sourceText],
  );
  const [target, setTarget] = useState<CellAddress | null>(null);
  const hasDuplicates = duplicates.accepted || problems.some(({ code }) => code === "ERR_POS_023");
  return (
    <div className="grid min-w-0 gap-4">
      {problems.length > 0 && <ProblemList problems={problems} onGo={setTarget} />}
      {hasDuplicates && <DuplicateChoice {...duplicates} />}
      {check.unknown.length > 0 && (
        <UnknownSymbols
          {...{ sourceText, unknown: check.unknown, total: check.total, source: symbols.source.name }}
          onGo={setTarget}
          onUse={({ symbol: from, rows: of }, to) => edits.replace({ from, to, rows: of })}
        />
      )}
      {edits.made.length > 0 && <ReplacedSymbols made={edits.made} onUndo={edits.undo} />}
      {lines.length > 0 && (
        <Positions lines={lines} target={target} onReached={() => setTarget(null)}>
          {check.total > 0 && <SymbolCheckLine {...{ check, sourceText }} onAgain={again} />}
        </Positions>
      )}
      {skipped.length > 0 && <SkippedRows skipped={skipped} />}
    </div>
  );
}

function Positions({
  lines,
  target,
  onReached,
  children,
}: {
  lines: readonly PreviewLine[];
  target: CellAddress | null;
  onReached: () => void;
  children: ReactNode;
}) {
  const wrong = useMemo(() => lines.filter((line) => line.problems.length > 0), [lines]);
  const noted = useMemo(() => lines.filter((line) => line.note !== null), [lines]);
  const few = wrong.length > 0 ? wrong : noted;
  const [wanted, setWanted] = useState<Shown | null>(null);
  const shown = few.length === 0 ? "all" : (wanted ?? (wrong.length > 0 ? "few" : "all"));
  return (
    <section aria-labelledby="positions" className="panel overflow-hidden">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5">
        <h2 id="positions" className="mr-auto font-semibold">
          Positions
        </h2>
        {few.length > 0 && (
          <LineFilter
            {...{ shown, few: few.length, all: lines.length }}
            name={wrong.length > 0 ? "Only problems" : "Unknown symbols"}
            onShow={setWanted}
          />
        )}
      </div>
      {children}
      <PositionsTable lines={shown === "few" ? few : lines} {...{ target, onReached }} />
    </section>
  );
}

/** Lines with something to say of, or all. */
type Shown = "few" | "all";

function LineFilter({
  shown,
  few,
  all,
  name,
  onShow,
}: {
  shown: Shown;
  few: number;
  all: number;
  /** Of the few. */
  name: string;
  onShow: (shown: Shown) => void;
}) {
  const format = useFormat();
  const choices = [
    { value: "few", text: `${name} ${format.number(few, 0)}` },
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
