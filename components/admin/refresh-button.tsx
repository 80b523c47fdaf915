"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { RelativeTime } from "#components/status/relative-time.tsx";

/** Says of when the page is, and reads it anew. */
export function RefreshButton({ at, now }: { at: string; now: number }) {
  const router = useRouter();
  const [busy, startRefresh] = useTransition();
  return (
    <>
      <span className="text-data text-muted">
        As of <RelativeTime key={at} at={at} now={now} />
      </span>
      <button
        type="button"
        aria-disabled={busy}
        className="button button--outline"
        onClick={() => startRefresh(() => router.refresh())}
      >
        <RotateCw aria-hidden size={16} className={busy ? "animate-spin" : ""} /> Refresh
      </button>
    </>
  );
}
