"use client";

import type { Sync } from "#lib/run-store/sync.ts";
import { syncLook } from "./sync-look.ts";

/** Whether what the page shows is now; never says live when it is not. */
export function SyncBadge({ sync }: { sync: Sync }) {
  const { text, Icon, colour, explanation } = syncLook(sync);
  return (
    <span
      data-sync={sync.kind}
      title={explanation}
      className="figures inline-flex items-center gap-1.5 rounded-full border border-border bg-surface px-2.5 py-0.5 text-meta whitespace-nowrap text-muted"
    >
      <Icon aria-hidden size={12} strokeWidth={2.5} className={`shrink-0 ${colour}`} />
      {text}
      <span className="sr-only">{explanation}</span>
    </span>
  );
}

/** What to do when the server will not have this viewer any more. */
export function RefusalNotice({ sync }: { sync: Sync }) {
  if (sync.kind !== "refused") return null;
  const isSignedOut = sync.code === "ERR_AUTH_001";
  return (
    <p role="alert" className="panel mb-4 border-failed px-4 py-3 text-body">
      {isSignedOut ? "Your session is over." : sync.message}{" "}
      <a href={isSignedOut ? signInHere() : "/portfolios"} className="font-medium text-link underline">
        {isSignedOut ? "Sign in and come back here" : "Back to your portfolios"}
      </a>
    </p>
  );
}

/** A server refuses no one before the page runs in a browser. */
function signInHere(): string {
  const { pathname, search, hash } = window.location;
  return `/sign-in?next=${encodeURIComponent(`${pathname}${search}${hash}`)}`;
}
