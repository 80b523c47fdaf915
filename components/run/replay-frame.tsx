import type { ReactNode } from "react";

/** The frame of a replay, of the same height before and after its code has come. */
export function ReplayFrame({ children }: { children: ReactNode }) {
  return (
    <section
      aria-label="Replay"
      data-replay
      className="mb-4 min-h-43 rounded-xl border-2 border-dashed border-accent bg-accent/5 px-4 py-2 md:min-h-27 print:hidden"
    >
      {children}
    </section>
  );
}
