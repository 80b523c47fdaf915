"use client";

import { Suspense, useRef, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";
import type { HoldingRow, OptionTerms } from "./holding-rows.ts";

const GreeksPanel = lazily(async () => (await import("./greeks-panel.tsx")).GreeksPanel);

/** Opens what an option's model says of it. */
export function GreeksButton({ row, option }: { row: HoldingRow; option: OptionTerms }) {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={`Greeks of ${row.name} ${option.kind === "CALL" ? "call" : "put"} ${option.strike ?? ""}`.trim()}
        aria-haspopup="dialog"
        aria-expanded={state === "open"}
        onClick={() => setState(state === "open" ? "closed" : "open")}
        className="inline-flex min-h-6 cursor-pointer items-center text-link underline underline-offset-2"
      >
        Greeks
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <GreeksPanel
            {...{ row, option, anchor: button, isOpen: state === "open" }}
            onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
          />
        </Suspense>
      )}
    </>
  );
}
