"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { useInBrowser } from "#components/frame/use-in-browser.ts";
import type { ActivityLogLines } from "./activity-log-lines.tsx";

type Lines = typeof ActivityLogLines;

const loadLines = async () => ({ default: (await import("./activity-log-lines.tsx")).ActivityLogLines });
// Asked for beside the page's own start, not after it.
const asked = typeof window === "undefined" ? null : loadLines();
const LazyLines = lazy<Lines>(() => asked ?? loadLines());

/** The lines of the log, in a box that is there from the first paint: how lines are laid out is loaded after it. */
export function ArrivingLogLines(props: ComponentProps<Lines>) {
  // Lines are laid out by the height of their box, which only a browser knows.
  const isInBrowser = useInBrowser();
  return <Suspense fallback={<Waiting />}>{isInBrowser ? <LazyLines {...props} /> : <Waiting />}</Suspense>;
}

const BAR_WIDTHS = ["w-3/5", "w-2/5", "w-1/2", "w-1/3", "w-3/5", "w-2/5", "w-1/2", "w-1/3"];

function Waiting() {
  return (
    <div role="status" aria-label="Reading the log" className="min-h-0 flex-1">
      <div className="h-full max-h-[60dvh] min-h-64 overflow-hidden px-4 py-1 lg:max-h-none">
        {BAR_WIDTHS.map((width, index) => (
          // Nothing tells one bar from another.
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change
          <div key={index} className="flex h-6 items-center gap-3">
            <div className="h-3 w-20 rounded-md bg-default motion-safe:animate-pulse" />
            <div className={`h-3 rounded-md bg-default motion-safe:animate-pulse ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
