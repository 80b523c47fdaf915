"use client";

import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { useInBrowser } from "#components/frame/use-in-browser.ts";
import { LoadingPanel } from "./loading-panel.tsx";

/**
 * All figures of the portfolio one below the other, as they are printed. The code of all of them is much; what is not seen
 * at once comes after the first paint.
 */
export function Report({ parts }: { parts: readonly { readonly id: string; readonly panel: ReactNode }[] }) {
  const isInBrowser = useInBrowser();
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-body text-muted print:hidden">
        All figures of this page, one below the other: a report for paper or a PDF file.
        <button type="button" onClick={() => window.print()} className="button button--outline">
          <Printer aria-hidden size={16} /> Print
        </button>
      </p>
      {parts.map(({ id, panel }, index) => (
        <div key={id} className="min-w-0">
          {isInBrowser || index === 0 ? panel : <LoadingPanel />}
        </div>
      ))}
    </div>
  );
}
