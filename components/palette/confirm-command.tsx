"use client";

import type { Command } from "./command.ts";

/** Asks once more before a command that cannot be taken back. */
export function ConfirmCommand({
  command,
  onConfirm,
  onBack,
}: {
  command: Command;
  onConfirm: (command: Command) => void;
  onBack: () => void;
}) {
  return (
    // The key that asked is perhaps still held down; it does not answer, too.
    <div
      className="grid gap-4 p-4"
      onKeyDownCapture={(event) => event.repeat && event.key === "Enter" && event.preventDefault()}
    >
      <p id="confirm-command" className="text-body">
        {command.confirm?.question}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <button
          type="button"
          // biome-ignore lint/a11y/noAutofocus: the question took the place of the field that had the focus
          autoFocus
          aria-describedby="confirm-command"
          onClick={onBack}
          className="button button--outline"
        >
          Back
        </button>
        <button type="button" onClick={() => onConfirm(command)} className="button button--danger">
          {command.confirm?.answer}
        </button>
      </div>
    </div>
  );
}
