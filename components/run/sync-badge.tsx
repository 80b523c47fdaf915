"use client";

import { useId } from "react";
import type { Sync } from "#lib/run-store/sync.ts";
import { syncLook } from "./sync-look.ts";

/** Whether what the page shows is now; never says live when it is not. Pressed or hovered, it says what that means. */
export function SyncBadge({ sync }: { sync: Sync }) {
  const { text, Icon, colour, explanation } = syncLook(sync);
  const about = useId();
  return (
    <>
      <button
        type="button"
        data-sync={sync.kind}
        title={explanation}
        aria-describedby={about}
        popoverTarget={about}
        className="figures inline-flex min-h-6 items-center gap-1.5 rounded-full border border-border bg-surface px-2.5 py-0.5 text-meta whitespace-nowrap text-muted hover:text-foreground"
      >
        <Icon aria-hidden size={12} strokeWidth={2.5} className={`shrink-0 ${colour}`} />
        {text}
      </button>
      {/* Of the browser's own kind: it weighs nothing. Where it cannot be put under the badge it is in the middle. */}
      <div
        id={about}
        popover="auto"
        className="m-auto w-max max-w-[min(20rem,calc(100vw-2rem))] rounded-xl border border-border bg-surface px-4 py-3 text-data text-foreground shadow-lg supports-[position-area:bottom]:m-0 supports-[position-area:bottom]:mt-1 supports-[position-area:bottom]:[position-area:bottom_span-right] supports-[position-area:bottom]:[position-try-fallbacks:flip-inline]"
      >
        {explanation}
      </div>
    </>
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
