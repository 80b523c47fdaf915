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
        className="button button--ghost h-11 min-w-16 flex-col gap-0.5 rounded-lg px-1 text-meta font-normal text-muted hover:text-foreground sm:h-9 sm:min-w-0 sm:w-full sm:flex-row sm:justify-start sm:gap-2.5 sm:px-3 sm:text-body"
      >
        <UserRound aria-hidden size={16} />
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
