"use client";

import { Ellipsis } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";
import type { EditedPosition } from "./edit-target.ts";

const PositionMenu = lazily(async () => (await import("./position-menu.tsx")).PositionMenu);

/** Opens what can be done with a position; what it opens is loaded on the first press. */
export function PositionMenuButton({ position, name }: { position: EditedPosition; name: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={`Edit ${name}`}
        aria-haspopup="menu"
        aria-expanded={state === "open"}
        onClick={() => setState(state === "open" ? "closed" : "open")}
        className="inline-flex size-7 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-default hover:text-foreground"
      >
        <Ellipsis aria-hidden size={16} />
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <PositionMenu
            {...{ position, name, anchor: button, isOpen: state === "open" }}
            onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
          />
        </Suspense>
      )}
    </>
  );
}
