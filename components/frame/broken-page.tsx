"use client";

import { DeadEnd } from "./dead-end.tsx";

/** A page that failed: what is safe, and a way to try again. `digest` finds the fault in the server's log. */
export function BrokenPage({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <DeadEnd
      title="This page could not be shown"
      actions={
        <>
          <button type="button" onClick={onRetry} className="button button--primary">
            Try again
          </button>
          <a href="/portfolios" className="button button--outline">
            Go to your portfolios
          </a>
        </>
      }
    >
      <p>Something went wrong on the way. What is stored is safe, and runs go on without this page.</p>
      {digest && (
        <p className="text-data">
          In the server's log it is <code className="font-mono">{digest}</code>.
        </p>
      )}
    </DeadEnd>
  );
}
