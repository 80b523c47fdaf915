import type { ReactNode } from "react";

/** A page that cannot show what was asked for: what happened, and the next step. */
export function DeadEnd({ title, children, actions }: { title: string; children: ReactNode; actions: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-[60dvh] max-w-md place-content-center gap-3 px-4 py-10">
      <h1 className="text-page font-semibold tracking-tight">{title}</h1>
      <div className="grid gap-2 text-muted">{children}</div>
      <div className="mt-2 flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
