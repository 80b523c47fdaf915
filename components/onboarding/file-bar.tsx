"use client";

import { FileText } from "lucide-react";
import type { ParsedPositions } from "#lib/portfolio-import/positions-csv.ts";
import { FilePicker } from "./file-picker.tsx";
import type { PickedFile } from "./picked-file.ts";
import { useCounted } from "./use-counted.ts";

/** Which file this is, what was found in it, and the ways to another one. */
export function FileBar({
  file,
  parsed,
  isReading,
  problemCount,
  onPick,
  onLeave,
}: {
  file: PickedFile;
  parsed: ParsedPositions;
  isReading: boolean;
  problemCount: number;
  onPick: (file: File) => void;
  onLeave: () => void;
}) {
  const counted = useCounted();
  const found = counted(parsed.rows.length, "position");
  return (
    <div className="panel flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <FileText aria-hidden size={20} strokeWidth={1.5} className="text-muted" />
      <div className="min-w-0 flex-1 basis-52">
        <h2 tabIndex={-1} data-preview-heading className="font-medium break-all">
          {file.name}
        </h2>
        {/* Read out when another file is chosen. */}
        <p role="status" className="text-data text-muted">
          {isReading
            ? "Reading the file…"
            : `${found} · ${problemCount > 0 ? counted(problemCount, "problem") : "ready to import"}`}
        </p>
      </div>
      <button type="button" onClick={onLeave} className="button button--ghost">
        Start over
      </button>
      <FilePicker look="button--outline" onPick={onPick}>
        Choose another file
      </FilePicker>
    </div>
  );
}
