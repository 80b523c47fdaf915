"use client";

import { History } from "lucide-react";
import { useEffect, useRef } from "react";
import { shortcutKey } from "#components/palette/shortcut-key.ts";
import type { Replay } from "./use-replay.ts";

/** Looks back at how the run has gone, and returns. */
export function ReplayButton({ replay: { isOn, enter, leave } }: { replay: Replay }) {
  useEffect(() => {
    if (isOn) return;
    const hear = (event: KeyboardEvent) => {
      if (shortcutKey(event) === "[") enter(1);
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  });
  const button = useRef<HTMLButtonElement>(null);
  const wasOn = useRef(isOn);
  useEffect(() => {
    // What led back is gone, and the focus with it.
    if (wasOn.current && !isOn && document.activeElement === document.body)
      button.current?.focus({ preventScroll: true });
    wasOn.current = isOn;
  }, [isOn]);
  return (
    <button
      ref={button}
      type="button"
      aria-pressed={isOn}
      title="Look at any moment of this run"
      onClick={() => (isOn ? leave() : enter())}
      className={`inline-flex min-h-6 items-center gap-1.5 rounded-full border px-2.5 text-meta print:hidden ${isOn ? "border-accent bg-accent text-accent-foreground" : "border-border bg-surface text-muted hover:text-foreground"}`}
    >
      <History aria-hidden size={12} strokeWidth={2.5} />
      Replay
    </button>
  );
}
