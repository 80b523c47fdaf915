"use client";

import { useId, useState } from "react";

/** Rows of a spreadsheet, or the text of a CSV file, to be pasted or typed. */
export function PasteField({ onPaste }: { onPaste: (text: string) => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const isEmpty = text.trim() === "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) onPaste(text);
      }}
      className="grid w-full gap-2 text-left"
    >
      <label htmlFor={id} className="text-data font-medium">
        Rows of a spreadsheet, or CSV
      </label>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: whoever asked for the field is about to paste into it
        autoFocus
        rows={6}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={"Symbol\tQuantity\tEntry Price Per Share\tEntry Date\nAAPL\t100\t185.20\t2025-06-30"}
        className="textarea textarea--full-width font-mono text-data whitespace-pre"
      />
      <button type="submit" aria-disabled={isEmpty} className="button button--primary justify-self-start">
        Preview these rows
      </button>
    </form>
  );
}
