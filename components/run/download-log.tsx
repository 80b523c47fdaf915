"use client";

import { ChevronDown, Download } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";

const DownloadMenu = lazily(async () => (await import("./download-menu.tsx")).DownloadMenu);

/** The whole activity log as a file of a chosen format; the choice is loaded on the first press. */
export function DownloadLog({ runId }: { runId: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={state === "open"}
        onClick={() => setState(state === "open" ? "closed" : "open")}
        className="button button--outline max-sm:px-3"
      >
        <Download aria-hidden size={16} className="max-sm:hidden" /> Download Log <ChevronDown aria-hidden size={14} />
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <DownloadMenu
            {...{ runId, anchor: button, isOpen: state === "open" }}
            onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
          />
        </Suspense>
      )}
    </>
  );
}
