"use client";

import { AlertDialog } from "@heroui/react/alert-dialog";
import { type ReactNode, useState } from "react";
import { FormAlert } from "#components/form/form-alert.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  /** What is kept and what is lost. */
  readonly children: ReactNode;
  /** Said on the button that does it, and while it is being done. */
  readonly verb: string;
  readonly busyVerb: string;
  readonly leave: string;
  readonly isDangerous: boolean;
  /** Resolves to why it was refused, in words; null when it is done. */
  readonly onConfirm: () => Promise<string | null>;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Asks once more before something happens that cannot be taken back, and says why where it does not. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, verb, busyVerb, leave, isDangerous, onConfirm, isOpen, onOpenChange } = props;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const refused = await onConfirm();
    setBusy(false);
    if (refused === null) onOpenChange(false);
    else setRefusal(refused);
  };
  return (
    <AlertDialog.Backdrop {...{ isOpen, onOpenChange }} isKeyboardDismissDisabled={busy}>
      <AlertDialog.Container placement="center">
        <AlertDialog.Dialog className="max-w-lg rounded-xl border border-border">
          <AlertDialog.Header>
            <AlertDialog.Heading className="text-section font-semibold">{title}</AlertDialog.Heading>
          </AlertDialog.Header>
          <AlertDialog.Body className="text-body text-foreground">{children}</AlertDialog.Body>
          {refusal && (
            <div className="mt-3">
              <FormAlert>{refusal}</FormAlert>
            </div>
          )}
          <AlertDialog.Footer>
            <button type="button" disabled={busy} onClick={() => onOpenChange(false)} className="button button--ghost">
              {leave}
            </button>
            <button
              type="button"
              aria-disabled={busy}
              onClick={() => void confirm()}
              className={`button ${isDangerous ? "button--danger" : "button--primary"}`}
            >
              {busy ? busyVerb : verb}
            </button>
          </AlertDialog.Footer>
        </AlertDialog.Dialog>
      </AlertDialog.Container>
    </AlertDialog.Backdrop>
  );
}
