"use client";

import { Info } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";
import type { DefinitionContext } from "./definition-context.ts";

const DefinitionPanel = lazily(async () => (await import("./definition-panel.tsx")).DefinitionPanel);

/**
 * The (i) beside a number: opens its definition. Only the button is there until someone asks, since a page has dozens.
 *
 * @param metric its id in the catalogue
 * @param name what the number is called, for those who do not see where the button stands
 */
export function Definition({ metric, name, ...context }: DefinitionContext & { metric: string; name: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={`How ${name} is defined`}
        aria-haspopup="dialog"
        aria-expanded={state === "open"}
        onClick={() => setState(state === "open" ? "closed" : "open")}
        className="-m-1 inline-flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-full align-middle text-muted transition-colors hover:text-foreground"
      >
        <Info aria-hidden size={13} />
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <DefinitionPanel
            {...{ metric, context, anchor: button, isOpen: state === "open" }}
            onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
          />
        </Suspense>
      )}
    </>
  );
}
