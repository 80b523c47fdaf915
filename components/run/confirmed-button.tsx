"use client";

import { type ReactNode, Suspense, useState } from "react";
import type { ConfirmDialogProps } from "#components/frame/confirm-dialog.tsx";
import { lazily } from "#components/frame/lazily.tsx";

const ConfirmDialog = lazily(async () => (await import("#components/frame/confirm-dialog.tsx")).ConfirmDialog);

type Confirmation = Omit<ConfirmDialogProps, "isOpen" | "onOpenChange" | "children">;

/** A button that asks once more; the question is loaded on the first press. A question that is asked already stays. */
export function ConfirmedButton({
  look,
  consequences,
  obstacle = null,
  children,
  ...confirmation
}: Confirmation & {
  look: "outline" | "primary";
  consequences: ReactNode;
  /** Why it cannot be asked now. */
  obstacle?: string | null;
  children: ReactNode;
}) {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-disabled={obstacle !== null || undefined}
        title={obstacle ?? undefined}
        onClick={() => obstacle === null && setState("open")}
        className={`button max-sm:px-3 ${look === "primary" ? "button--primary" : "button--outline"}`}
      >
        {children}
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <ConfirmDialog
            {...confirmation}
            isOpen={state === "open"}
            onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
          >
            {consequences}
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}
