"use client";

import type { ReactNode } from "react";
import type { EditTarget } from "./edit-target.ts";
import { useEdits } from "./edits-context.tsx";

/** A small button that opens the dialog of an edit; its name tells of what. */
export function RowButton({ target, label, children }: { target: EditTarget; label: string; children: ReactNode }) {
  const { open } = useEdits();
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      onClick={() => open(target)}
      className="inline-flex size-8 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-default hover:text-foreground"
    >
      {children}
    </button>
  );
}
