"use client";

import { useMemo, useState } from "react";
import { useProblemFocus } from "#components/form/use-problem-focus.ts";
import { linesBySymbol } from "#lib/portfolio-import/needed-symbol.ts";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { FileBar } from "./file-bar.tsx";
import { FilePreview } from "./file-preview.tsx";
import type { OnboardingOffer } from "./onboarding-offer.ts";
import { nameFromFile, type PickedFile } from "./picked-file.ts";
import { PortfolioForm } from "./portfolio-form.tsx";
import { useImport } from "./use-import.ts";
import { useSymbolCheck } from "./use-symbol-check.ts";
import { useSymbolEdits } from "./use-symbol-edits.ts";

/** A file in preview beside the form that turns it into a portfolio. Another file leaves the form as it is filled. */
export function ImportWorkbench({
  file: picked,
  offer,
  onPick,
  onLeave,
}: {
  file: PickedFile;
  offer: OnboardingOffer;
  onPick: (file: File) => void;
  onLeave: () => void;
}) {
  // Said of one file; the next one is asked again.
  const [acceptedFile, setAcceptedFile] = useState<PickedFile | null>(null);
  const acceptDuplicates = acceptedFile === picked;
  const edits = useSymbolEdits(picked);
  const { file } = edits;
  const parsed = useMemo(
    () => parsePositions(file.bytes, { today: new Date().toISOString().slice(0, 10), acceptDuplicates }),
    [file, acceptDuplicates],
  );
  const form = useImport({ file, parsed, acceptDuplicates, offer, suggestedName: nameFromFile(file.name) });
  const source = offer.priceSources.find(({ name }) => name === form.values.priceSource);
  const symbolLines = useMemo(() => linesBySymbol(parsed.positions), [parsed.positions]);
  const { again, ...check } = useSymbolCheck(form.values.priceSource, symbolLines);
  const workbench = useProblemFocus<HTMLDivElement>(form.attempt);
  return (
    <div ref={workbench} className="grid gap-4">
      <FileBar file={file} parsed={parsed} problemCount={form.fileProblems.length} onPick={onPick} onLeave={onLeave} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <FilePreview
          rows={parsed.rows}
          problems={form.fileProblems}
          skipped={parsed.skipped}
          duplicates={{ accepted: acceptDuplicates, onAccept: (accepted) => setAcceptedFile(accepted ? picked : null) }}
          symbols={{ check, again, edits, source: source ?? { name: "", label: "the price source" } }}
        />
        <PortfolioForm
          {...{ form, positions: parsed.positions, sources: offer.priceSources, unknownSymbols: check.unknown.length }}
        />
      </div>
    </div>
  );
}
