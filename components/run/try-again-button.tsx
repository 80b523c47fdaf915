"use client";

import { RotateCcw } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { startRun } from "#components/portfolio/start-run.ts";
import { runAddress } from "./run-address.ts";

/** Runs the batch again for what is new or was missing: a source that did not answer may by now. */
export function TryAgainButton({ portfolioId }: { portfolioId: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const [sent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const start = async () => {
    if (sent) return;
    setSent(true);
    setRefusal(null);
    const answer = await startRun(portfolioId);
    if ("runId" in answer) return router.push(runAddress(pathname, answer.runId));
    setSent(false);
    setRefusal(answer.refusal);
  };
  return (
    <>
      <button
        type="button"
        aria-disabled={sent}
        onClick={() => void start()}
        className="button button--outline max-sm:px-3"
      >
        <RotateCcw aria-hidden size={16} /> {sent ? "Starting…" : "Try Again"}
      </button>
      {refusal && (
        <span role="alert" className="text-data text-failed">
          {refusal}
        </span>
      )}
    </>
  );
}
