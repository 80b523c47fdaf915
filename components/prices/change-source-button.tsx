"use client";

import { Suspense, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";
import type { AfterChange, PriceChoice } from "./price-choice.ts";

const ChangeSourceDialog = lazily(async () => (await import("./change-source-dialog.tsx")).ChangeSourceDialog);

/** Opens the choice of another price source; loaded on the first press, since few need it. */
export function ChangeSourceButton({
  choice,
  after,
  look,
  children,
}: {
  choice: PriceChoice;
  after: AfterChange;
  look: "button" | "link";
  children: string;
}) {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setState("open")}
        className={look === "link" ? "min-h-6 cursor-pointer text-link hover:underline" : "button button--outline"}
      >
        {children}
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <ChangeSourceDialog
            {...{ choice, after }}
            isOpen={state === "open"}
            onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
          />
        </Suspense>
      )}
    </>
  );
}
