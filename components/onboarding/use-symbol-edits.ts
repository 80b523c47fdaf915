import { useMemo, useState } from "react";
import { replaceSymbol, type SymbolReplacement } from "#lib/portfolio-import/replace-symbol.ts";
import type { PickedFile } from "./picked-file.ts";

/** A file with the symbols replaced on this page; the one on the disk stays as it is. */
export interface SymbolEdits {
  /** What is shown and sent. */
  readonly file: PickedFile;
  /** In the order they were made. */
  readonly made: readonly SymbolReplacement[];
  readonly replace: (replacement: SymbolReplacement) => void;
  readonly undo: (replacement: SymbolReplacement) => void;
}

const NONE: readonly SymbolReplacement[] = [];

/** Keeps what was replaced in a file; another file begins anew. */
export function useSymbolEdits(picked: PickedFile): SymbolEdits {
  const [edits, setEdits] = useState({ of: picked, made: NONE });
  const made = edits.of === picked ? edits.made : NONE;
  const file = useMemo(
    () => (made.length === 0 ? picked : { name: picked.name, bytes: made.reduce(replaceSymbol, picked.bytes) }),
    [picked, made],
  );
  return {
    file,
    made,
    replace: (replacement) => setEdits({ of: picked, made: [...made, replacement] }),
    undo: (replacement) => setEdits({ of: picked, made: made.filter((each) => each !== replacement) }),
  };
}
