"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "#components/frame/confirm-dialog.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { Deletion } from "./edit-target.ts";
import { sendEdit } from "./send-edit.ts";

/** Asks once more before something is deleted. */
export function DeleteDialog({ of, portfolioId, isOpen, onOpenChange }: EditDialogProps & { of: Deletion }) {
  const { name, consequence, path, verb = "Delete" } = of;
  const router = useRouter();
  const remove = async () => {
    const refused = await sendEdit(portfolioId, { method: "DELETE", path });
    if (refused === null) router.refresh();
    return refused?.refusal ?? null;
  };
  return (
    <ConfirmDialog
      title={`${verb} ${name}?`}
      {...{ verb, isOpen, onOpenChange }}
      busyVerb="One moment…"
      leave="Keep it"
      isDangerous
      onConfirm={remove}
    >
      {consequence}
    </ConfirmDialog>
  );
}
