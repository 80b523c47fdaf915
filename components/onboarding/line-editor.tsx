"use client";

import { useState } from "react";
import type { TableActions } from "./cell-address.ts";

/** A whole line of the file while it is changed: what stands in the wrong place can be put right nowhere else. */
export function LineEditor({ row, actions, onClose }: { row: number; actions: TableActions; onClose: () => void }) {
  const [was] = useState(() => actions.lineText(row));
  const [text, setText] = useState(was);
  const take = () => {
    if (text !== was) actions.changeLine(row, text);
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
      className="flex flex-wrap items-center gap-2"
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: whoever asked for the line is about to type into it
        autoFocus
        type="text"
        aria-label={`Line ${row} of the file`}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value.replace(/[\r\n]/g, " "))}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
        className="input min-h-8 min-w-48 flex-1 font-mono text-data"
      />
      <button type="submit" className="button button--outline button--sm">
        Take it
      </button>
      <button type="button" onClick={onClose} className="button button--ghost button--sm">
        Leave it
      </button>
    </form>
  );
}
