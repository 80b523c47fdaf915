"use client";

import { useEffect, useMemo } from "react";
import { useProblemFocus } from "#components/form/use-problem-focus.ts";
import { linesBySymbol } from "#lib/portfolio-import/needed-symbol.ts";
import { FileBar } from "./file-bar.tsx";
import { FilePreview } from "./file-preview.tsx";
import type { OnboardingOffer } from "./onboarding-offer.ts";
import { nameFromFile, type PickedFile } from "./picked-file.ts";
import { PortfolioForm } from "./portfolio-form.tsx";
import { useImport } from "./use-import.ts";
import { useImportFile } from "./use-import-file.ts";
import { useLeaveWarning } from "./use-leave-warning.ts";
import { usePreviewFocus } from "./use-preview-focus.ts";
import { useSymbolCheck } from "./use-symbol-check.ts";
import { useSymbolFacts } from "./use-symbol-facts.ts";

const NO_SOURCE = { name: "", label: "the price source" };

/** A file in preview beside the form that turns it into a portfolio. Another file leaves the form as it is filled. */
export function ImportWorkbench({
  file: picked,
  offer,
  onPick,
  onLeave,
  onChanges,
}: {
  file: PickedFile;
  offer: OnboardingOffer;
  onPick: (file: File) => void;
  onLeave: () => void;
  /** Hears how many things are put right in the file. */
  onChanges: (count: number) => void;
}) {
  const chosen = useImportFile(picked);
  const { parsed, isReading } = chosen;
  const form = useImport({ chosen, offer, suggestedName: nameFromFile(picked.name) });
  const source = offer.priceSources.find(({ name }) => name === form.values.priceSource);
  const symbolLines = useMemo(() => linesBySymbol(parsed.readable), [parsed.readable]);
  const { check, again } = useSymbolCheck(form.values.priceSource, symbolLines, isReading);
  const facts = useSymbolFacts(form.values.priceSource, picked, parsed.readable, isReading);
  const symbols = useMemo(() => ({ check, again, facts, source: source ?? NO_SOURCE }), [check, again, facts, source]);
  useLeaveWarning(chosen.changes.made.length > 0 || form.values.accountName !== "");
  const workbench = useProblemFocus<HTMLDivElement>(form.attempt);
  usePreviewFocus(workbench, picked, isReading);
  const changeCount = chosen.changes.made.length;
  useEffect(() => {
    onChanges(changeCount);
    return () => onChanges(0);
  }, [changeCount, onChanges]);
  return (
    <div ref={workbench} className="grid gap-4">
      <FileBar file={picked} {...{ parsed, isReading, onPick, onLeave }} problemCount={form.fileProblems.length} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {isReading && parsed.rows.length === 0 ? (
          <div className="panel h-96 motion-safe:animate-pulse" role="status" aria-label="Reading the file" />
        ) : (
          <FilePreview chosen={chosen} problems={form.fileProblems} symbols={symbols} />
        )}
        <PortfolioForm
          {...{ form, positions: parsed.positions, sources: offer.priceSources, unknownSymbols: check.unknown.length }}
        />
      </div>
    </div>
  );
}
