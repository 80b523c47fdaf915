"use client";

import { PencilLine } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { counted } from "#lib/counted.ts";
import type { FileChange } from "./file-changes.ts";
import type { FileChanges } from "./use-file-changes.ts";

/** Changes shown before the rest is asked for. */
const MOST_SHOWN = 5;

/** What was put right in the file for this import, the newest first, each with its undo. */
export function ChangesMade({ changes: { made, undo, undoAll } }: { changes: FileChanges }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [isOpen, setOpen] = useState(false);
  const newest = made.at(-1);
  const known = useRef<FileChange | undefined>(undefined);
  useEffect(() => {
    // What was pressed is gone with the symbol it replaced.
    if (newest && newest !== known.current && document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true });
    known.current = newest;
  }, [newest]);
  const shown = isOpen ? made : made.slice(-MOST_SHOWN);
  const hidden = made.length - shown.length;
  return (
    <section aria-labelledby="changes-made" className="panel flex gap-3 px-4 py-3">
      <PencilLine aria-hidden size={18} className="mt-0.5 shrink-0 text-muted" />
      <div className="grid min-w-0 flex-1 gap-1">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 ref={heading} id="changes-made" tabIndex={-1} className="mr-auto font-semibold">
            {counted(made.length, "change")} for this import
          </h2>
          {made.length > 1 && (
            <button type="button" onClick={undoAll} className="min-h-6 text-data text-link hover:underline">
              Undo all
            </button>
          )}
        </div>
        <p className="text-data text-muted">The file on your disk stays as it is.</p>
        <ul className="grid gap-1 text-data">
          {shown.toReversed().map((change) => (
            <li key={made.indexOf(change)} className="flex flex-wrap items-center gap-x-3">
              <span className="min-w-0 break-words">{change.text}</span>
              <button
                type="button"
                onClick={() => undo(change)}
                className="min-h-6 text-link hover:underline"
                aria-label={`Undo ${change.text}`}
              >
                Undo
              </button>
            </li>
          ))}
        </ul>
        {hidden > 0 && (
          <button
            type="button"
            onClick={() => setOpen(true)}
            className="min-h-6 justify-self-start text-data text-link hover:underline"
          >
            Show {hidden} more
          </button>
        )}
      </div>
    </section>
  );
}
