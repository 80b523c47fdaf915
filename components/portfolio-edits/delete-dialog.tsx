"use client";

import { AlertDialog } from "@heroui/react/alert-dialog";
import { FormAlert } from "#components/form/form-alert.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { Deletion } from "./edit-target.ts";
import { useEdit } from "./use-edit.ts";

const NONE: ReadonlySet<string> = new Set();

/** Asks once more before something is deleted. */
export function DeleteDialog({ of, portfolioId, isOpen, onOpenChange }: EditDialogProps & { of: Deletion }) {
  const { name, consequence, path, verb = "Delete" } = of;
  const { busy, refusal, submit } = useEdit(portfolioId, NONE, () => onOpenChange(false));
  return (
    <AlertDialog.Backdrop {...{ isOpen, onOpenChange }} isKeyboardDismissDisabled={busy}>
      <AlertDialog.Container placement="center">
        <AlertDialog.Dialog className="max-w-md rounded-xl border border-border">
          <AlertDialog.Header>
            <AlertDialog.Heading className="text-section font-semibold">{`${verb} ${name}?`}</AlertDialog.Heading>
          </AlertDialog.Header>
          <AlertDialog.Body className="text-body text-muted">{consequence}</AlertDialog.Body>
          {refusal && (
            <div className="mt-3">
              <FormAlert>{refusal}</FormAlert>
            </div>
          )}
          <AlertDialog.Footer>
            <button type="button" disabled={busy} onClick={() => onOpenChange(false)} className="button button--ghost">
              Keep it
            </button>
            <button
              type="button"
              aria-disabled={busy}
              onClick={() => void submit({ method: "DELETE", path })}
              className="button button--danger"
            >
              {busy ? "One moment…" : verb}
            </button>
          </AlertDialog.Footer>
        </AlertDialog.Dialog>
      </AlertDialog.Container>
    </AlertDialog.Backdrop>
  );
}
