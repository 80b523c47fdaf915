"use client";

import type { Sync } from "#lib/run-store/sync.ts";

interface Look {
  text: string;
  dot: string;
  explanation: string;
}

const lost = (since: number) => new Date(since).toLocaleTimeString(undefined, { timeStyle: "medium" });

function lookOf(sync: Sync): Look {
  switch (sync.kind) {
    case "connecting":
      return { text: "Connecting", dot: "bg-pending", explanation: "Opening the live connection." };
    case "live":
      return {
        text: sync.lagMs === null ? "Live" : `Live · ${sync.lagMs} ms`,
        dot: "bg-completed",
        explanation: "Everything the server has announced is shown; the time is from commit to this page.",
      };
    case "catching-up":
      return {
        text: `Catching up (${sync.behind})`,
        dot: "bg-attention",
        explanation: "Events that are still to be shown.",
      };
    case "reconnecting":
      return {
        text: "Reconnecting",
        dot: "bg-attention",
        explanation: `Connection lost at ${lost(sync.since)}; this page catches up once it is back.`,
      };
    case "offline":
      return {
        text: `Offline since ${lost(sync.since)}`,
        dot: "bg-failed",
        explanation:
          "What is shown is from before. What was stored is safe; the run goes on as soon as the server does.",
      };
    case "ended":
      return { text: "Final", dot: "bg-pending", explanation: "The run has ended; nothing more will change." };
    case "refused":
      return { text: "Not connected", dot: "bg-failed", explanation: sync.message };
    default:
      return sync satisfies never;
  }
}

/** Whether what the page shows is now; never says live when it is not. */
export function SyncBadge({ sync }: { sync: Sync }) {
  const { text, dot, explanation } = lookOf(sync);
  return (
    <span
      data-sync={sync.kind}
      title={explanation}
      className="figures inline-flex items-center gap-1.5 rounded-full border border-border bg-surface px-2.5 py-0.5 text-meta text-muted"
    >
      <span aria-hidden className={`size-2 rounded-full ${dot}`} />
      {text}
      <span className="sr-only">{explanation}</span>
    </span>
  );
}

/** What to do when the server will not have this viewer any more. */
export function RefusalNotice({ sync }: { sync: Sync }) {
  if (sync.kind !== "refused") return null;
  return (
    <p role="alert" className="panel mb-4 border-failed px-4 py-3 text-body">
      {sync.message}{" "}
      <a href={sync.code === "ERR_AUTH_001" ? "/sign-in" : "/portfolios"} className="font-medium text-link underline">
        {sync.code === "ERR_AUTH_001" ? "Sign in" : "Back to your portfolios"}
      </a>
    </p>
  );
}
