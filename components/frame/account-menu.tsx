"use client";

import { UserRound } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { type PaletteDialogName, useOpenPalette } from "#components/palette/palette-context.tsx";
import { lazily } from "./lazily.tsx";

const AccountPanel = lazily(async () => (await import("./account-panel.tsx")).AccountPanel);

/** The button with the account's name; what it opens is loaded on the first press, since every page carries this. */
export function AccountMenu({ name, email }: { name: string; email: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  const openDialog = useOpenPalette();
  const leaveFor = (dialog: PaletteDialogName) => {
    setState("never");
    // The menu gives the focus back to its button in the next frame; the dialog gives it back to what had it then.
    requestAnimationFrame(() => requestAnimationFrame(() => openDialog(dialog)));
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={state === "open"}
        onClick={() => setState(state === "open" ? "closed" : "open")}
        className="flex min-h-11 min-w-16 cursor-pointer flex-col items-center justify-center gap-0.5 rounded-lg px-1 text-meta text-muted transition-colors hover:bg-default hover:text-foreground sm:min-h-9 sm:w-full sm:min-w-0 sm:flex-row sm:justify-start sm:gap-2.5 sm:px-3 sm:text-body"
      >
        {/* As the links beside it, whose icons stand on a line of text. */}
        <span>
          <UserRound aria-hidden size={16} />
        </span>
        <span className="sm:hidden">Account</span>
        {/* Only said on a phone, whose bar has no room for a name. */}
        <span className="max-sm:sr-only sm:max-w-24 sm:truncate">{name || email}</span>
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <AccountPanel
            {...{ name, email, anchor: button, isOpen: state === "open" }}
            onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
            onLeaveFor={leaveFor}
          />
        </Suspense>
      )}
    </>
  );
}
