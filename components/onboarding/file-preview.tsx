"use client";

import { memo, type ReactNode, useMemo, useRef, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { sourceInWords } from "#components/prices/source-in-words.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import { replacedSymbols } from "#lib/portfolio-import/replace-symbol.ts";
import type { PreviewRow } from "#lib/portfolio-import/row-cells.ts";
import type { CellTarget } from "./cell-address.ts";
import { ChangesMade } from "./changes-made.tsx";
import { DuplicateChoice } from "./duplicate-choice.tsx";
import { correctedCells } from "./file-changes.ts";
import { FileLayoutCard } from "./file-layout-card.tsx";
import { MissingDates } from "./missing-dates.tsx";
import { MissingPrices } from "./missing-prices.tsx";
import type { OfferedSource } from "./onboarding-offer.ts";
import { PositionsTable } from "./positions-table.tsx";
import { type PreviewLine, previewLines } from "./preview-lines.ts";
import { ProblemList } from "./problem-list.tsx";
import { SkippedRows } from "./skipped-rows.tsx";
import type { SymbolCheck, UnknownSymbol } from "./symbol-check.ts";
import { SymbolCheckLine } from "./symbol-check-line.tsx";
import type { SymbolFactsAnswer } from "./symbol-facts.ts";
import { SymbolFactsLine } from "./symbol-facts-line.tsx";
import { symbolNotes } from "./symbol-notes.ts";
import { UnknownSymbols } from "./unknown-symbols.tsx";
import type { ImportFile } from "./use-import-file.ts";

/** What is known of the file's symbols. */
export interface PreviewSymbols {
  readonly check: SymbolCheck;
  readonly again: () => void;
  readonly facts: SymbolFactsAnswer;
  /** The price source they are looked up at. */
  readonly source: Pick<OfferedSource, "name" | "label">;
}

/**
 * The file as it was read: its problems, its lines, what was left out of it, and symbols that nobody knows. Stays as it is
 * while someone types into the form beside it.
 */
export const FilePreview = memo(function FilePreview({
  chosen,
  problems,
  symbols,
}: {
  chosen: ImportFile;
  /** Those the preview found and those only the server knows. */
  problems: readonly Problem[];
  symbols: PreviewSymbols;
}) {
  const { parsed, changes, acceptDuplicates, acceptAll, today } = chosen;
  const { rows, skipped } = parsed;
  const { check, facts, again } = symbols;
  const sourceText = sourceInWords(symbols.source);
  const lines = useMemo(() => {
    const notes = symbolNotes(rows, check.unknown, sourceText);
    return previewLines(rows, problems, { notes, corrected: correctedCells(changes.corrections) });
  }, [rows, problems, check.unknown, sourceText, changes.corrections]);
  const [target, setTarget] = useState<CellTarget | null>(null);
  const columns = useRef<HTMLHeadingElement>(null);
  const replace = ({ symbol: from, rows: of }: UnknownSymbol, to: string) => {
    const everywhere = [...of, ...wrongLinesNaming(from, rows, problems)];
    changes.add({ text: `${from} → ${to}`, cells: replacedSymbols(rows, { from, to, rows: everywhere }) });
  };
  const isPart = parsed.readable.length < rows.length;
  const hasDuplicates = acceptDuplicates || problems.some(({ code }) => code === "ERR_POS_023");
  return (
    <div className="grid min-w-0 gap-4">
      <FileLayoutCard chosen={chosen} heading={columns} />
      <MissingPrices problems={problems} lastPrices={parsed.lastPrices} onChange={changes.add} />
      <MissingDates problems={problems} today={today} onChange={changes.add} />
      {problems.length > 0 && (
        <ProblemList problems={problems} onGo={setTarget} onColumns={() => columns.current?.focus()} />
      )}
      {hasDuplicates && <DuplicateChoice accepted={acceptDuplicates} onAccept={acceptAll} />}
      {changes.made.length > 0 && <ChangesMade changes={changes} />}
      {lines.length > 0 && (
        <Positions {...{ chosen, lines, target }} onTarget={setTarget}>
          {check.total > 0 && (
            <SymbolCheckLine {...{ check, isPart, sourceText }} file={chosen.file} onAgain={again}>
              <UnknownSymbols
                {...{ sourceText, unknown: check.unknown, source: symbols.source.name }}
                onGo={setTarget}
                onUse={replace}
              />
            </SymbolCheckLine>
          )}
          {facts && (
            <SymbolFactsLine
              answer={facts}
              isPart={isPart}
              asOf={chosen.quantityBasis === "as traded" ? null : chosen.fileDay}
            />
          )}
        </Positions>
      )}
      {skipped.length > 0 && <SkippedRows skipped={skipped} />}
    </div>
  );
});

/** Lines that cannot be read yet have the symbol, too: put right, they would bring it back. */
function wrongLinesNaming(symbol: string, rows: readonly PreviewRow[], problems: readonly Problem[]): number[] {
  const wrong = new Set(problems.map(({ row }) => row));
  const isNaming = ({ cells }: PreviewRow) =>
    [cells.Symbol, cells["Underlying Symbol"]].some((text) => text.toUpperCase() === symbol);
  return rows.filter((line) => wrong.has(line.row) && isNaming(line)).map(({ row }) => row);
}

function Positions({
  chosen: { parsed, changes, today, lineText },
  lines,
  target,
  onTarget,
  children,
}: {
  chosen: ImportFile;
  lines: readonly PreviewLine[];
  target: CellTarget | null;
  onTarget: (target: CellTarget | null) => void;
  children: ReactNode;
}) {
  const wrong = useMemo(() => lines.filter((line) => line.problems.length > 0), [lines]);
  const noted = useMemo(() => lines.filter((line) => line.note !== null), [lines]);
  // What was just put right stays in sight among what is still wrong.
  const few = useMemo(
    () => (wrong.length > 0 ? lines.filter((line) => line.problems.length > 0 || line.corrected.size > 0) : noted),
    [lines, wrong, noted],
  );
  const [wanted, setWanted] = useState<Shown | null>(null);
  const shown = few.length === 0 ? "all" : (wanted ?? (wrong.length > 0 ? "few" : "all"));
  const isHidden = shown === "few" && target !== null && !few.some(({ row }) => row === target.row);
  if (isHidden) setWanted("all");
  const undo = () => {
    const last = changes.made.at(-1);
    if (last) changes.undo(last);
  };
  return (
    <section aria-labelledby="positions" className="panel overflow-hidden">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5">
        <h2 id="positions" className="mr-auto font-semibold">
          Positions
        </h2>
        {few.length > 0 && (
          <LineFilter
            {...{ shown, few: wrong.length > 0 ? wrong.length : noted.length, all: lines.length }}
            name={wrong.length > 0 ? "Only problems" : "Unknown symbols"}
            onShow={setWanted}
          />
        )}
      </div>
      {children}
      <PositionsTable
        lines={shown === "few" ? few : lines}
        {...{ target, onTarget, today, lineText }}
        decimals={parsed.decimals}
        onChange={changes.add}
        onUndo={undo}
      />
      <p className="border-t border-separator px-4 py-2 text-meta text-muted">
        Press a cell to change it. Keys: arrows move, Enter or F2 change, Tab goes on to the next problem, Esc leaves it
        as it was, Ctrl+Z undoes, Ctrl+V pastes one cell or a column of them.
      </p>
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
