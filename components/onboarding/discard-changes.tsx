"use client";

import { ConfirmDialog } from "#components/frame/confirm-dialog.tsx";
import { counted } from "#lib/counted.ts";

/** Asks before what was put right in a file is thrown away with it. */
export function DiscardChanges({
  count,
  onDiscard,
  onKeep,
}: {
  count: number;
  /** Goes on without the file; null while nobody wants to. */
  onDiscard: (() => void) | null;
  onKeep: () => void;
}) {
  return (
    <ConfirmDialog
      title={`Discard ${counted(count, "change")}?`}
      verb={count === 1 ? "Discard it" : "Discard them"}
      busyVerb="One moment…"
      leave="Keep this file"
      isDangerous
      isOpen={onDiscard !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onKeep();
      }}
      onConfirm={async () => {
        onDiscard?.();
        return null;
      }}
    >
      What you have put right here is in this preview only: it goes when the file does.
    </ConfirmDialog>
  );
}
