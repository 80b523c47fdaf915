"use client";

import { Bell } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";

const NotifyPanel = lazily(async () => (await import("./notify-panel.tsx")).NotifyPanel);

/** Opens the choice of how to be called back; loaded on the first press. */
export function NotifyButton() {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={state === "open"}
        onClick={() => setState(state === "open" ? "closed" : "open")}
        className="button button--ghost"
      >
        <Bell aria-hidden size={16} /> Notify Me
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <NotifyPanel
            anchor={button}
            isOpen={state === "open"}
            onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
          />
        </Suspense>
      )}
    </>
  );
}
