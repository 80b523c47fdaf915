import type { ReactNode } from "react";
import { Mark } from "#components/frame/mark.tsx";

/** The page of someone who is not signed in: what this is, and one thing to do. */
export function AccessFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <Mark size={32} />
          <div>
            <p className="text-section font-semibold tracking-tight">Nonet</p>
            <p className="text-data text-muted">Portfolio analysis in nine phases, watched live.</p>
          </div>
        </div>
        <div className="panel px-5 py-6 sm:px-6">
          <h1 className="mb-4 text-page font-semibold tracking-tight">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
