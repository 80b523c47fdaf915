import { useMemo, useState } from "react";
import type { Corrections } from "#lib/portfolio-import/corrections.ts";
import { correctionsOf, type FileChange } from "./file-changes.ts";
import type { PickedFile } from "./picked-file.ts";
import { markChanged } from "./preview-timing.ts";

/** What was put right in a file on this page; the one on the disk stays as it is. */
export interface FileChanges {
  /** In the order they were made. */
  readonly made: readonly FileChange[];
  readonly corrections: Corrections;
  readonly add: (change: FileChange) => void;
  readonly undo: (change: FileChange) => void;
  readonly undoAll: () => void;
}

const NONE: readonly FileChange[] = [];

/** Keeps what was put right in a file; another file begins anew. The same object until something is changed. */
export function useFileChanges(picked: PickedFile): FileChanges {
  const [kept, setKept] = useState({ of: picked, made: NONE });
  const made = kept.of === picked ? kept.made : NONE;
  const corrections = useMemo(() => correctionsOf(made), [made]);
  return useMemo(() => {
    const keep = (next: readonly FileChange[]) => {
      markChanged();
      setKept({ of: picked, made: next });
    };
    return {
      ...{ made, corrections },
      add: (change) => keep([...made, change]),
      undo: (change) => keep(made.filter((each) => each !== change)),
      undoAll: () => keep(NONE),
    };
  }, [picked, made, corrections]);
}
