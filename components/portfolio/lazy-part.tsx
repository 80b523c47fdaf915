"use client";

import type { ReactNode } from "react";
import type { LazyResult } from "./use-result.ts";

/** A part of the page that is asked for when it is shown: its place while it comes, what went wrong, or itself. */
export function LazyPart<T>({
  result,
  what,
  className = "min-h-72",
  children,
}: {
  result: LazyResult<T>;
  /** What is being read, in words: "the correlations". */
  what: string;
  /** How much room it will take, so that nothing jumps. */
  className?: string;
  children: (value: T) => ReactNode;
}) {
  if (result.state === "ready") return children(result.value);
  return (
    <div className={`flex flex-col items-center justify-center gap-3 text-center text-data text-muted ${className}`}>
      {result.state === "loading" ? (
        <p role="status">Reading {what}…</p>
      ) : (
        <>
          <p role="alert">
            {`${what[0]?.toUpperCase()}${what.slice(1)} could not be read. ${result.text} Everything else on this page is unaffected.`}
          </p>
          <button type="button" className="button button--outline" onClick={result.retry}>
            Try again
          </button>
        </>
      )}
    </div>
  );
}
