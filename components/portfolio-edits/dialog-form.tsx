"use client";

import { Modal } from "@heroui/react/modal";
import type { ReactNode, SubmitEvent } from "react";
import { FormAlert } from "#components/form/form-alert.tsx";
import { useProblemFocus } from "#components/form/use-problem-focus.ts";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { EditState } from "./use-edit.ts";

/** A dialog with fields: what it is about, the fields, why it was refused, and its two buttons. */
export function DialogForm({
  title,
  about,
  verb,
  edit,
  isOpen,
  onOpenChange,
  onSubmit,
  children,
}: Omit<EditDialogProps, "portfolioId"> & {
  title: string;
  about: ReactNode;
  /** Said on the button that sends it. */
  verb: string;
  edit: EditState;
  onSubmit: (form: FormData) => void;
  children: ReactNode;
}) {
  const { busy, refusal, attempt } = edit;
  const form = useProblemFocus<HTMLFormElement>(attempt);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <Modal.Backdrop {...{ isOpen, onOpenChange }} isDismissable={false}>
      <Modal.Container placement="center" scroll="inside">
        <Modal.Dialog className="max-w-lg rounded-xl border border-border">
          {/* Scrolls as a whole: on a small screen the buttons come after the fields. */}
          <form ref={form} noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col overflow-y-auto px-1">
            <Modal.Header>
              <Modal.Heading className="text-section font-semibold">{title}</Modal.Heading>
              <p className="text-body text-muted">{about}</p>
            </Modal.Header>
            <div className="my-4 grid gap-4 text-foreground">{children}</div>
            {refusal && (
              <div className="mb-4">
                <FormAlert>{refusal}</FormAlert>
              </div>
            )}
            <div className="flex flex-wrap justify-end gap-2">
              <button
                type="button"
                disabled={busy}
                onClick={() => onOpenChange(false)}
                className="button button--ghost"
              >
                Cancel
              </button>
              <button type="submit" aria-disabled={busy} className="button button--primary">
                {busy ? "One moment…" : verb}
              </button>
            </div>
          </form>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

/** What was entered in a field; empty where it is not there. */
export function entered(form: FormData, name: string): string {
  return String(form.get(name) ?? "").trim();
}
